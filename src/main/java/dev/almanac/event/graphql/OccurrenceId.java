package dev.almanac.event.graphql;

import dev.almanac.event.EventReads.OccurrenceKey;
import dev.almanac.platform.id.TypedId;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids of occurrences: {@code occ_}, the root of the series, and the slot as {@code 20260302T090000}. */
public final class OccurrenceId {

    static final String PREFIX = "occ";

    private static final int SLOT_LENGTH = 15;

    private OccurrenceId() {}

    static String format(UUID root, LocalDateTime slot) {
        var text = new StringBuilder(64).append(TypedId.format(PREFIX, root)).append('_');
        digits(text, slot.getYear(), 1_000);
        digits(text, slot.getMonthValue(), 10);
        digits(text, slot.getDayOfMonth(), 10);
        text.append('T');
        digits(text, slot.getHour(), 10);
        digits(text, slot.getMinute(), 10);
        digits(text, slot.getSecond(), 10);
        return text.toString();
    }

    private static void digits(StringBuilder text, int value, int highest) {
        for (int unit = highest; unit > 0; unit /= 10) {
            text.append((char) ('0' + value / unit % 10));
        }
    }

    /** What the id is made of, or null where it is none; an id has one spelling. */
    public static @Nullable OccurrenceKey parse(String id) {
        int mark = id.length() - SLOT_LENGTH - 1;
        if (mark < 0 || id.charAt(mark) != '_') {
            return null;
        }
        UUID root = TypedId.parse(PREFIX, id.substring(0, mark));
        if (root == null) {
            return null;
        }
        try {
            var slot = LocalDateTime.of(
                    number(id, mark + 1, 4),
                    number(id, mark + 5, 2),
                    number(id, mark + 7, 2),
                    number(id, mark + 10, 2),
                    number(id, mark + 12, 2),
                    number(id, mark + 14, 2));
            return format(root, slot).equals(id) ? new OccurrenceKey(root, slot) : null;
        } catch (DateTimeException | NumberFormatException notASlot) {
            return null;
        }
    }

    private static int number(String text, int from, int length) {
        return Integer.parseInt(text, from, from + length, 10);
    }
}
