package dev.almanac.platform.security;

import java.util.UUID;

/** The person on whose behalf a request is answered; the principal of every authenticated request. */
public record Viewer(UUID userId) {}
