package dev.almanac.platform.security;

/** Keys for the server's own seals, all out of one configured secret. Every node of a deployment has the same. */
@FunctionalInterface
public interface ServerSecret {

    /**
     * The key for this purpose and no other.
     *
     * @param purpose what the key is for, as {@code "cursor/1"}
     * @return 32 bytes, the same at every call
     */
    byte[] derive(String purpose);
}
