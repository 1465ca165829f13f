package dev.almanac.platform.graphql.scalar;

import dev.almanac.platform.time.NominalDuration;
import dev.almanac.platform.time.TimeOfDay;
import graphql.schema.idl.RuntimeWiring;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/**
 * The scalars of {@code platform.graphqls} and the Java types that controllers take and give:
 *
 * <ul>
 *   <li>{@code DateTime}: {@link OffsetDateTime}
 *   <li>{@code LocalDate}: {@link LocalDate}
 *   <li>{@code LocalDateTime}: {@link LocalDateTime}, to the second
 *   <li>{@code LocalDateOrDateTime}: {@link Temporal}, one of the two
 *   <li>{@code LocalTime}: {@link TimeOfDay}
 *   <li>{@code Duration}: {@link NominalDuration}
 *   <li>{@code TimeZone}: {@link ZoneId}, a region of the JVM's zone data under the name given, links included
 *   <li>{@code Locale}: {@link Locale}
 *   <li>{@code Color}: {@link String}, {@code #rrggbb} in lower case
 * </ul>
 */
@Component
public class Scalars implements RuntimeWiringConfigurer {

    private static final int LONGEST_LOCALE = 35;
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** {@code SystemV/…} is the JVM's own and not of the IANA database. */
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> !name.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.scalar(TextScalar.of("DateTime", OffsetDateTime.class, DateTimeText::readInstant, DateTimeText::write))
                .scalar(TextScalar.of("LocalDate", LocalDate.class, DateTimeText::readLocalDate, DateTimeText::write))
                .scalar(TextScalar.of(
                        "LocalDateTime", LocalDateTime.class, DateTimeText::readLocalDateTime, DateTimeText::write))
                .scalar(TextScalar.of(
                        "LocalDateOrDateTime",
                        Temporal.class,
                        DateTimeText::readLocalDateOrDateTime,
                        DateTimeText::write))
                .scalar(TextScalar.of("LocalTime", TimeOfDay.class, TimeOfDay::parse, TimeOfDay::toString))
                .scalar(TextScalar.of(
                        "Duration", NominalDuration.class, NominalDuration::parse, NominalDuration::toString))
                .scalar(TextScalar.of("TimeZone", ZoneId.class, Scalars::readZone, ZoneId::getId))
                .scalar(TextScalar.of("Locale", Locale.class, Scalars::readLocale, Locale::toLanguageTag))
                .scalar(TextScalar.of("Color", String.class, Scalars::readColor, color -> color));
    }

    private static ZoneId readZone(String name) {
        if (!ZONES.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no zone of this name in the IANA time zone database, such as Europe/Zurich");
        }
        return ZoneId.of(name);
    }

    private static Locale readLocale(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (tag.isEmpty()
                    || tag.length() > LONGEST_LOCALE
                    || locale.getLanguage().isEmpty()) {
                throw new IllegalArgumentException("it is a language tag of at most 35 characters, such as de-CH");
            }
            return locale;
        } catch (IllformedLocaleException illFormed) {
            throw new IllegalArgumentException("it is a well-formed language tag (BCP 47), such as de-CH", illFormed);
        }
    }

    private static String readColor(String color) {
        if (!COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException("it is written as #rrggbb");
        }
        return color.toLowerCase(Locale.ROOT);
    }
}
