package dev.almanac.platform.security;

import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

/**
 * The person on whose behalf a request is answered; the principal of every authenticated request.
 *
 * @param timeZone the zone in which the person wants to see time
 * @param locale the language in which the person wants to read
 */
public record Viewer(UUID userId, ZoneId timeZone, Locale locale) {}
