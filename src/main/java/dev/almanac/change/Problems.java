package dev.almanac.change;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with an input, so that its user hears of everything at once. */
public final class Problems {

    private static final int MOST = 50;

    private final List<Problem> found = new ArrayList<>();

    public List<Problem> found() {
        return List.copyOf(found);
    }

    public boolean none() {
        return found.isEmpty();
    }

    /** Adds one; beyond the first {@value #MOST} they would only make the answer long. */
    public Problems add(String code, String message, String... path) {
        if (found.size() < MOST) {
            found.add(new Problem(code, message, List.of(path)));
        }
        return this;
    }

    public Problems addAll(List<Problem> problems) {
        found.addAll(problems);
        return this;
    }

    /** A field that an update must not clear. */
    public Problems required(Patch<?> patch, String... path) {
        return patch.clears() ? add("INVALID_VALUE", "This cannot be null.", path) : this;
    }

    /** At most this many entries. */
    public Problems most(@Nullable List<?> list, int most, String... path) {
        return list != null && list.size() > most ? add("TOO_MANY", "At most " + most + " entries.", path) : this;
    }

    /** Text of {@code least} to {@code most} characters (code points) that PostgreSQL can hold: no NUL, no half of a pair. */
    public Problems text(@Nullable String text, int least, int most, String... path) {
        if (text == null) {
            return this;
        }
        // Counting is only needed where the UTF-16 length leaves a doubt.
        int length =
                text.length() <= most && text.length() >= least * 2 ? least : text.codePointCount(0, text.length());
        if (length < least || length > most) {
            return add(
                    "INVALID_VALUE",
                    least == 0 ? "At most " + most + " characters." : least + " to " + most + " characters.",
                    path);
        }
        return storable(text) ? this : add("INVALID_VALUE", "This holds a character that cannot be kept.", path);
    }

    /** Whether PostgreSQL can hold the text: it refuses NUL, and UTF-8 has no halves of surrogate pairs. */
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
