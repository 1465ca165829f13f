package dev.almanac.icalendar.http;

import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.change.Problem;
import dev.almanac.event.bulk.ImportReceipt;
import dev.almanac.event.bulk.ImportReceipt.Became;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.icalendar.graphql.ImportJobNode;
import dev.almanac.icalendar.job.ImportJob;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.id.TypedId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it is written: the fields of the schema's {@code ImportICalendarPayload}, with ids in the place of objects, or the
 * errors of a refusal in the form of GraphQL's.
 *
 * @param outcome what is counted of it: {@code ok}, {@code refused} for what the caller can mend, or the code of the refusal
 */
record ImportAnswer(
        int status,
        Map<String, @Nullable Object> body,
        @Nullable String location,
        String outcome) {

    private static final String OK = "ok";

    static ImportAnswer of(ImportReceipt receipt, boolean dryRun) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        var calendar = receipt.calendar();
        body.put("calendar", calendar == null || dryRun ? null : TypedId.format(CalendarNode.PREFIX, calendar));
        body.put("job", null);
        for (var outcome : Became.values()) {
            body.put(outcome.name().toLowerCase(Locale.ROOT), receipt.count(outcome));
        }
        body.put("removed", receipt.removed());
        body.put(
                "components",
                receipt.results().stream().map(ImportAnswer::component).toList());
        body.put("userErrors", List.of());
        return new ImportAnswer(200, body, null, OK);
    }

    private static Map<String, @Nullable Object> component(Result result) {
        Map<String, @Nullable Object> component = new LinkedHashMap<>();
        var event = result.event();
        component.put("uid", result.uid());
        component.put("line", result.line());
        component.put("outcome", result.outcome());
        component.put("code", result.code());
        component.put("message", result.message());
        component.put("event", event == null ? null : TypedId.format(EventNode.PREFIX, event));
        return component;
    }

    /** The import goes on: what becomes of it is told by GraphQL's field {@code importJob}. */
    static ImportAnswer accepted(UUID job) {
        var id = TypedId.format(ImportJobNode.PREFIX, job);
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("job", id);
        body.put("userErrors", List.of());
        return new ImportAnswer(202, body, "/import/" + id, OK);
    }

    /** How far an import in the background is: the counts and the state of the schema's {@code ImportJob}. */
    static ImportAnswer of(ImportJob job) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        var counts = job.counts();
        body.put("job", TypedId.format(ImportJobNode.PREFIX, job.id()));
        body.put("state", job.state());
        body.put("total", counts.total());
        body.put("done", counts.done());
        body.put("created", counts.created());
        body.put("updated", counts.updated());
        body.put("unchanged", counts.unchanged());
        body.put("skipped", counts.skipped());
        body.put("failed", counts.failed());
        body.put("removed", counts.removed());
        body.put("code", job.code());
        body.put("message", job.message());
        return new ImportAnswer(200, body, null, OK);
    }

    static ImportAnswer refused(List<Problem> problems, String requestId) {
        var errors = problems.stream()
                .map(problem -> error(problem.message(), Map.of("code", problem.code(), "requestId", requestId)))
                .toList();
        int status = switch (problems.getFirst().code()) {
            case "NOT_FOUND" -> 404;
            case "IDEMPOTENCY_MISMATCH" -> 409;
            default -> 422;
        };
        return new ImportAnswer(status, errors(errors), null, "refused");
    }

    static ImportAnswer refused(RequestRefusedException refused, String requestId) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", refused.refusal().name());
        extensions.put("requestId", requestId);
        extensions.putAll(refused.extensions());
        return new ImportAnswer(
                refused.refusal().status(),
                errors(List.of(error(refused.getMessage(), extensions))),
                null,
                refused.refusal().name());
    }

    private static Map<String, Object> error(String message, Map<String, Object> extensions) {
        return Map.of("message", message, "extensions", extensions);
    }

    private static Map<String, @Nullable Object> errors(List<Map<String, Object>> errors) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("errors", errors);
        return body;
    }
}
