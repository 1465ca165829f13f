package dev.almanac.platform.security;

/** A secret to use where none is configured; only a profile that keeps one of its own has it. */
@FunctionalInterface
public interface DefaultSecret {

    /** At least 32 random bytes in Base64, the same at every start. */
    String base64();
}
