package dev.almanac.change.graphql;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A digest of an input, by which the same input is recognised when it comes again. */
public final class InputHash {

    private InputHash() {}

    /**
     * The digest of what an input asks for.
     *
     * @param without the fields that say how it is asked, not what for
     */
    public static String of(Map<String, Object> input, Set<String> without) {
        Map<String, Object> rest = new TreeMap<>(input);
        rest.keySet().removeAll(without);
        var text = new StringBuilder();
        write(text, rest);
        return hash(text.toString());
    }

    /** Equal inputs give equal texts, in whatever order their fields came; each value is preceded by its length. */
    private static void write(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append('-');
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, Object>();
                map.forEach((name, field) -> sorted.put(name.toString(), field));
                text.append('{');
                sorted.forEach((name, field) -> {
                    text.append(name).append('=');
                    write(text, field);
                });
                text.append('}');
            }
            case List<?> list -> {
                text.append('[');
                list.forEach(item -> write(text, item));
                text.append(']');
            }
            default -> {
                var written = value.toString();
                text.append(written.length()).append(':').append(written);
            }
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
