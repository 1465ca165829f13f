package dev.almanac.event.edit.graphql;

import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.Problem;
import dev.almanac.event.edit.Basis;
import dev.almanac.event.edit.EditTarget;
import dev.almanac.event.edit.EventChange;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.OccurrenceId;
import dev.almanac.event.plan.EditScope;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the inputs of edits ask for. */
@Component
class EventChanges {

    private static final Problem NO_ID =
            new Problem("INVALID_ID", "This is no id of an event or an occurrence.", List.of("id"));

    private final PreviewTokens tokens;

    EventChanges(PreviewTokens tokens) {
        this.tokens = tokens;
    }

    /** What was read, or why it cannot be. */
    sealed interface Read {

        record Change(EventChange change, Basis basis) implements Read {}

        record Refused(Problem problem) implements Read {}
    }

    /**
     * The one of them that there is.
     *
     * @param raw the inputs as they came, by their names
     */
    Read oneOf(
            Viewer viewer,
            @Nullable UpdateEventInput update,
            @Nullable DeleteEventInput delete,
            @Nullable MoveEventInput move,
            Map<String, Map<String, Object>> raw) {
        if (update != null) {
            return of(viewer, update, raw.getOrDefault("update", Map.of()));
        }
        if (delete != null) {
            return of(viewer, delete, raw.getOrDefault("delete", Map.of()));
        }
        if (move == null) {
            throw new IllegalStateException("The schema lets in nothing without one of them");
        }
        return of(viewer, move, raw.getOrDefault("move", Map.of()));
    }

    /** @param raw the input as it came, by which a preview is recognised */
    Read of(Viewer viewer, UpdateEventInput input, Map<String, Object> raw) {
        var target = target(input.id(), input.scope());
        return target == null
                ? new Read.Refused(NO_ID)
                : based(
                        viewer,
                        "updateEvent",
                        raw,
                        new EventChange.Update(target, input.policy(), input.patch()),
                        input.ifVersion(),
                        input.previewToken());
    }

    /** @param raw as above */
    Read of(Viewer viewer, DeleteEventInput input, Map<String, Object> raw) {
        var target = target(input.id(), input.scope());
        return target == null
                ? new Read.Refused(NO_ID)
                : based(
                        viewer,
                        "deleteEvent",
                        raw,
                        new EventChange.Delete(target),
                        input.ifVersion(),
                        input.previewToken());
    }

    /** @param raw as above */
    Read of(Viewer viewer, MoveEventInput input, Map<String, Object> raw) {
        UUID event = TypedId.parse(EventNode.PREFIX, input.id());
        UUID calendar = TypedId.parse(CalendarNode.PREFIX, input.calendarId());
        if (event == null) {
            return new Read.Refused(new Problem("INVALID_ID", "This is no id of an event.", List.of("id")));
        }
        if (calendar == null) {
            return new Read.Refused(new Problem("INVALID_ID", "This is no id of a calendar.", List.of("calendarId")));
        }
        return based(
                viewer,
                "moveEvent",
                raw,
                new EventChange.Move(new EditTarget.OfEvent(event, null), calendar),
                input.ifVersion(),
                input.previewToken());
    }

    private Read based(
            Viewer viewer,
            String kind,
            Map<String, Object> raw,
            EventChange change,
            @Nullable Integer ifVersion,
            @Nullable String token) {
        if (token == null) {
            return new Read.Change(change, new Basis(null, ifVersion));
        }
        var basis = tokens.open(viewer, kind, raw, token);
        return basis == null
                ? new Read.Refused(
                        new Problem("PREVIEW_MISMATCH", "This token is of another preview.", List.of("previewToken")))
                : new Read.Change(change, basis);
    }

    private static @Nullable EditTarget target(String id, @Nullable EditScope scope) {
        UUID event = TypedId.parse(EventNode.PREFIX, id);
        if (event != null) {
            return new EditTarget.OfEvent(event, scope);
        }
        var key = OccurrenceId.parse(id);
        return key == null ? null : new EditTarget.OfOccurrence(key, scope);
    }
}
