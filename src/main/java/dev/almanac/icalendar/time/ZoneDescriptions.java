package dev.almanac.icalendar.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Zones by descriptions that stand where names should: {@code UTC+2}, {@code (UTC+01:00) Amsterdam, Berlin, Bern}. */
final class ZoneDescriptions {

    private static final Pattern DESCRIPTION =
            Pattern.compile("\\(?(?:utc|gmt)?\\s*(?:([+-])([0-9]{1,2})(?:[:.]?([0-9]{2}))?)?(?::?00)?\\)?\\s*(.*)");

    private ZoneDescriptions() {}

    /**
     * The zone that a text describes; null where it does not.
     *
     * @param near a city is believed if it has the offset that stands beside it, at this time outside summer
     */
    static @Nullable ZoneId zone(String text, LocalDateTime near) {
        var lower = text.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        if (lower.length() > ZoneNames.LONGEST) {
            return null;
        }
        var description = DESCRIPTION.matcher(lower);
        if (!description.matches()) {
            return null;
        }
        var place = description.group(4);
        var offset = offset(description.group(1), description.group(2), description.group(3));
        if (place.isEmpty()) {
            return offset;
        }
        var zone = ZoneNames.find(place.replaceAll("\\(.*", "").strip());
        if (zone == null) {
            zone = city(place, offset, near);
        }
        if (zone != null && (offset == null || agrees(zone, offset, near))) {
            return zone;
        }
        return offset != null || lower.startsWith("(utc)") || lower.startsWith("(gmt)") ? offset : null;
    }

    private static @Nullable ZoneId city(String cities, @Nullable ZoneOffset offset, LocalDateTime near) {
        for (var city : cities.split("[,/&]", -1)) {
            var end = '/' + city.strip().replace(' ', '_');
            var zone = ZoneNames.all().stream()
                    .filter(candidate ->
                            candidate.getId().toLowerCase(Locale.ROOT).endsWith(end))
                    .filter(candidate -> offset == null || agrees(candidate, offset, near))
                    .min(Comparator.comparingInt(ZoneNames::rank).thenComparing(ZoneId::getId));
            if (zone.isPresent() && end.length() > 1) {
                return zone.get();
            }
        }
        return null;
    }

    private static boolean agrees(ZoneId zone, ZoneOffset offset, LocalDateTime near) {
        return zone.getRules().getStandardOffset(near.toInstant(offset)).equals(offset);
    }

    private static @Nullable ZoneOffset offset(
            @Nullable String sign, @Nullable String hours, @Nullable String minutes) {
        if (sign == null || hours == null) {
            return null;
        }
        try {
            var offset =
                    ZoneOffset.ofHoursMinutes(Integer.parseInt(hours), minutes == null ? 0 : Integer.parseInt(minutes));
            return sign.equals("+") ? offset : ZoneOffset.ofTotalSeconds(-offset.getTotalSeconds());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
