package dev.almanac.platform.id;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An id as clients see it: the type's prefix, an underscore and a random UUID (RFC 9562, version 4 or 7) in lower case,
 * as {@code cal_0198c2c4-5a7e-7c3e-8f4e-0d6a2b9c1e77}. An id has one spelling.
 *
 * @param prefix two to eight lower-case letters that name the type
 */
public record TypedId(String prefix, UUID uuid) {

    private static final int UUID_LENGTH = 36;

    /** The id that this text spells, or null where it spells none. */
    public static @Nullable TypedId parse(String text) {
        int mark = text.length() - UUID_LENGTH - 1;
        if (mark < 2 || mark > 8 || text.charAt(mark) != '_') {
            return null;
        }
        for (int i = 0; i < mark; i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return null;
            }
        }
        UUID uuid = uuid(text, mark + 1);
        return uuid == null ? null : new TypedId(text.substring(0, mark), uuid);
    }

    /** The UUID of an id of this type, or null where the text is no id or one of another type. */
    public static @Nullable UUID parse(String prefix, String text) {
        boolean fits = text.length() == prefix.length() + 1 + UUID_LENGTH
                && text.startsWith(prefix)
                && text.charAt(prefix.length()) == '_';
        return fits ? uuid(text, prefix.length() + 1) : null;
    }

    public static String format(String prefix, UUID uuid) {
        return prefix + '_' + uuid;
    }

    private static @Nullable UUID uuid(String text, int from) {
        long high = 0;
        long low = 0;
        for (int i = 0, digits = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(from + i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return null;
            }
            if (digits++ < 16) {
                high = (high << 4) | digit;
            } else {
                low = (low << 4) | digit;
            }
        }
        UUID uuid = new UUID(high, low);
        boolean random = uuid.variant() == 2 && (uuid.version() == 4 || uuid.version() == 7);
        return random ? uuid : null;
    }

    @Override
    public String toString() {
        return format(prefix, uuid);
    }
}
