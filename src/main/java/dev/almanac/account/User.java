package dev.almanac.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person. The address is what the issuer of the person's token states; it identifies nobody.
 *
 * @param name empty where the issuer states none
 */
public record User(UUID id, @Nullable String email, String name) {}
