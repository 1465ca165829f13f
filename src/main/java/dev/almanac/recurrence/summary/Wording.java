package dev.almanac.recurrence.summary;

import dev.almanac.recurrence.RecurrenceRule;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.TreeSet;

/**
 * The words of one language, from {@code wording.properties} and its siblings beside this class; names of days and months, dates and lists
 * are those of the JDK. A language is added by a file alone.
 */
final class Wording {

    private static final String BUNDLE = "dev.almanac.recurrence.summary.wording";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    // Without a country, dates are written as most who write English do, not as in the United States.
    private static final Locale INTERNATIONAL = Locale.forLanguageTag("en-001");

    private final ResourceBundle words;
    private final Locale locale;

    private Wording(ResourceBundle words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    static Wording of(Locale wanted) {
        var locale = wanted.stripExtensions();
        var words = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        boolean english = words.getLocale().getLanguage().isEmpty();
        boolean country = locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
                && !locale.getCountry().isEmpty();
        return new Wording(words, english && !country ? INTERNATIONAL : locale);
    }

    String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), locale).format(values);
    }

    /** Joined by "and". */
    String all(List<String> items) {
        return ListFormat.getInstance(locale, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
                .format(items);
    }

    /** Joined by "or". */
    String any(List<String> items) {
        return ListFormat.getInstance(locale, ListFormat.Type.OR, ListFormat.Style.FULL)
                .format(items);
    }

    /** "Second", "21st"; "last", "second to last". */
    String ordinal(int number) {
        if (words.containsKey("ordinal." + number)) {
            return say("ordinal." + number);
        }
        if (number < 0) {
            return say("ordinal.last", ordinal(-number), -number);
        }
        // The endings of a language may hang on the last two digits.
        for (int digits : new int[] {100, 10}) {
            var key = "ordinal.ends." + number % digits;
            if (words.containsKey(key)) {
                return say(key, number);
            }
        }
        return say("ordinal.other", number);
    }

    List<String> numbers(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).toList();
    }

    String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, locale);
    }

    List<String> weekdays(Collection<DayOfWeek> days) {
        return days.stream().sorted().map(this::weekday).toList();
    }

    List<String> months(List<Integer> months) {
        return months.stream()
                .map(month -> Month.of(month).getDisplayName(TextStyle.FULL, locale))
                .toList();
    }

    String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }

    /** Month and day. */
    String dayOfYear(LocalDate date) {
        return DateTimeFormatter.ofLocalizedPattern("MMMMd").withLocale(locale).format(date);
    }

    List<String> hours(List<Integer> hours) {
        return hours.stream().map(hour -> time(LocalTime.of(hour, 0))).toList();
    }

    /** The times of day of a rule; what it does not say is the start's. */
    List<String> times(RecurrenceRule rule, LocalTime start) {
        var times = new TreeSet<LocalTime>();
        for (int hour : or(rule.byHour(), start.getHour())) {
            for (int minute : or(rule.byMinute(), start.getMinute())) {
                for (int second : or(rule.bySecond(), start.getSecond())) {
                    times.add(LocalTime.of(hour, minute, second));
                }
            }
        }
        return times.stream().map(this::time).toList();
    }

    private static List<Integer> or(List<Integer> values, int otherwise) {
        return values.isEmpty() ? List.of(otherwise) : values;
    }

    private String time(LocalTime time) {
        var style = time.getSecond() == 0 ? FormatStyle.SHORT : FormatStyle.MEDIUM;
        return DateTimeFormatter.ofLocalizedTime(style).withLocale(locale).format(time);
    }
}
