package dev.almanac.event.edit.graphql;

import dev.almanac.change.Conflict;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Problem;
import dev.almanac.event.EventContents;
import dev.almanac.event.Occurrence;
import dev.almanac.event.agenda.AgendaEntry;
import dev.almanac.event.edit.EventEdits;
import dev.almanac.event.edit.EventEdits.Preview;
import dev.almanac.event.edit.graphql.EventChanges.Read;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.event.graphql.OccurrenceNode;
import dev.almanac.platform.graphql.page.PageArguments;
import dev.almanac.platform.security.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Tells what an edit would do. */
@Controller
class PreviewController {

    private final EventEdits edits;
    private final EventChanges changes;
    private final PreviewTokens tokens;

    PreviewController(EventEdits edits, EventChanges changes, PreviewTokens tokens) {
        this.edits = edits;
        this.changes = changes;
        this.tokens = tokens;
    }

    /** The schema's type of this name; one of them. */
    record PreviewEventChangeInput(
            @Nullable UpdateEventInput update,
            @Nullable DeleteEventInput delete,
            @Nullable MoveEventInput move) {

        String field() {
            return update != null ? "update" : delete != null ? "delete" : "move";
        }
    }

    /** The schema's type of this name. */
    record MovedOccurrence(OccurrenceNode before, OccurrenceNode after) {

        public String id() {
            return before.id();
        }
    }

    /** The schema's type of this name. */
    record EventChangePreview(
            @Nullable String token,
            List<OccurrenceNode> added,
            List<OccurrenceNode> removed,
            List<MovedOccurrence> moved,
            List<OccurrenceNode> lostOverrides,
            boolean complete,
            @Nullable Conflict<EventNode> conflict,
            List<Problem> userErrors) {

        static EventChangePreview refused(@Nullable Conflict<EventNode> conflict, List<Problem> problems) {
            return new EventChangePreview(null, List.of(), List.of(), List.of(), List.of(), true, conflict, problems);
        }
    }

    @QueryMapping
    Mono<EventChangePreview> previewEventChange(
            @Argument PreviewEventChangeInput input,
            @Argument @Nullable OffsetDateTime from,
            PageArguments page,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment environment) {
        Map<String, Map<String, Object>> inputs = environment.getArgumentOrDefault("input", Map.of());
        var field = input.field();
        var raw = inputs.getOrDefault(field, Map.of());
        return switch (changes.oneOf(viewer, input.update(), input.delete(), input.move(), inputs)) {
            case Read.Refused(var problem) ->
                Mono.just(EventChangePreview.refused(null, below(field, List.of(problem))));
            case Read.Change(var change, var basis) ->
                edits.preview(viewer, change, basis, from == null ? null : from.toInstant(), page.size())
                        .map(outcome -> switch (outcome) {
                            case Done<Preview, EventContents> done -> preview(viewer, field, raw, done.receipt());
                            case Refused<Preview, EventContents> refused ->
                                EventChangePreview.refused(
                                        EventNode.of(refused.conflict(), viewer), below(field, refused.problems()));
                        });
        };
    }

    private EventChangePreview preview(Viewer viewer, String field, Map<String, Object> raw, Preview preview) {
        var effects = preview.effects();
        return new EventChangePreview(
                tokens.seal(viewer, field + "Event", raw, preview.stored().event()),
                nodes(viewer, effects.added()),
                nodes(viewer, effects.removed()),
                effects.moved().stream()
                        .map(moved -> new MovedOccurrence(node(viewer, moved.before()), node(viewer, moved.after())))
                        .toList(),
                nodes(viewer, effects.lostOverrides()),
                effects.complete(),
                null,
                List.of());
    }

    private static List<OccurrenceNode> nodes(Viewer viewer, List<Occurrence> occurrences) {
        return occurrences.stream().map(one -> node(viewer, one)).toList();
    }

    private static OccurrenceNode node(Viewer viewer, Occurrence occurrence) {
        return new OccurrenceNode(AgendaEntry.of(occurrence, viewer.timeZone()));
    }

    private static List<Problem> below(String field, List<Problem> problems) {
        return problems.stream().map(problem -> problem.below(field)).toList();
    }
}
