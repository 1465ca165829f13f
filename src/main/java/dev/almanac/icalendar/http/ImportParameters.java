package dev.almanac.icalendar.http;

import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.Problems;
import dev.almanac.change.Repeatable;
import dev.almanac.event.bulk.ImportOptions;
import dev.almanac.event.bulk.ImportOptions.Mode;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.id.TypedId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;

/**
 * What is asked for beside the file: the fields of the schema's {@code ImportICalendarInput}, in the query of the address.
 *
 * @param background null: as the file's size suggests
 */
record ImportParameters(
        @Nullable UUID calendar,
        ImportOptions options,
        @Nullable Boolean background) {

    /** The key of a repeated request; as the input field {@code idempotencyKey}. */
    static final String KEY = "Idempotency-Key";

    private static final String FIELD = "/import";
    private static final int LONGEST_KEY = 255;
    private static final Set<String> NAMES = Set.of("calendarId", "mode", "dryRun", "background");

    /** @throws RequestRefusedException for what is no parameter, or has no value of its kind */
    static ImportParameters of(MultiValueMap<String, String> query) {
        for (var name : query.keySet()) {
            if (!NAMES.contains(name) || query.get(name).size() > 1) {
                throw invalid("Once each there may be: calendarId, mode, dryRun, background");
            }
        }
        var id = query.getFirst("calendarId");
        var calendar = id == null ? null : TypedId.parse(CalendarNode.PREFIX, id);
        if (id != null && calendar == null) {
            throw new RequestRefusedException(Refusal.INVALID_ID, "calendarId is no id of a calendar");
        }
        boolean dryRun = Boolean.TRUE.equals(flag(query, "dryRun"));
        return new ImportParameters(calendar, new ImportOptions(mode(query), dryRun), flag(query, "background"));
    }

    private static Mode mode(MultiValueMap<String, String> query) {
        var mode = query.getFirst("mode");
        return switch (mode == null ? "MERGE" : mode) {
            case "MERGE" -> Mode.MERGE;
            case "REPLACE" -> Mode.REPLACE;
            default -> throw invalid("mode is MERGE or REPLACE");
        };
    }

    private static @Nullable Boolean flag(MultiValueMap<String, String> query, String name) {
        var value = query.getFirst(name);
        return switch (value == null ? "" : value) {
            case "" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name + " is true or false");
        };
    }

    /** How the request is recognised when it comes again with this file. */
    Repeatable repeatable(ServerHttpRequest request, Upload upload) {
        var key = request.getHeaders().getFirst(KEY);
        if (key == null) {
            return Repeatable.once(FIELD);
        }
        if (key.isEmpty() || key.length() > LONGEST_KEY || !Problems.storable(key)) {
            throw invalid("An " + KEY + " has 1 to " + LONGEST_KEY + " characters");
        }
        return new Repeatable(FIELD, key, this + " " + upload.hash());
    }

    private static RequestRefusedException invalid(String message) {
        return new RequestRefusedException(Refusal.INVALID_ARGUMENT, message);
    }
}
