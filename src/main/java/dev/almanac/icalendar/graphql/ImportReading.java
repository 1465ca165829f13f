package dev.almanac.icalendar.graphql;

import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.calendar.graphql.CalendarNode;
import dev.almanac.event.Event;
import dev.almanac.event.EventReads;
import dev.almanac.event.bulk.ImportReceipt.Result;
import dev.almanac.event.graphql.EventNode;
import dev.almanac.icalendar.job.ImportJobs;
import dev.almanac.platform.graphql.Refusal;
import dev.almanac.platform.graphql.RequestMemo;
import dev.almanac.platform.graphql.RequestRefusedException;
import dev.almanac.platform.graphql.node.NodeResolver;
import dev.almanac.platform.graphql.page.Connection;
import dev.almanac.platform.graphql.page.Cursors;
import dev.almanac.platform.graphql.page.PageArguments;
import dev.almanac.platform.id.TypedId;
import dev.almanac.platform.security.Viewer;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Reads imports in the background, and the events of what was imported. */
@Controller
class ImportReading implements NodeResolver {

    private static final String SHAPE = "importJob.components/1 ";

    private final ImportJobs jobs;
    private final EventReads events;
    private final CalendarAccess access;
    private final Cursors cursors;

    ImportReading(ImportJobs jobs, EventReads events, CalendarAccess access, Cursors cursors) {
        this.jobs = jobs;
        this.events = events;
        this.access = access;
        this.cursors = cursors;
    }

    @QueryMapping
    Mono<ImportJobNode> importJob(@Argument String id, @ContextValue Viewer viewer) {
        var uuid = TypedId.parse(ImportJobNode.PREFIX, id);
        return uuid == null
                ? Mono.error(new RequestRefusedException(Refusal.INVALID_ID, "This is not the id of an import"))
                : find(viewer, uuid);
    }

    Mono<ImportJobNode> find(Viewer viewer, UUID id) {
        return jobs.find(viewer, List.of(id)).next().map(ImportJobNode::of);
    }

    @Override
    public String prefix() {
        return ImportJobNode.PREFIX;
    }

    @Override
    public Mono<Map<String, Object>> load(Viewer viewer, Collection<String> ids) {
        var uuids = ids.stream()
                .map(id -> Objects.requireNonNull(TypedId.parse(ImportJobNode.PREFIX, id)))
                .toList();
        return jobs.find(viewer, uuids).map(ImportJobNode::of).collectMap(ImportJobNode::id, node -> (Object) node);
    }

    Mono<ViewerCalendars> calendars(Viewer viewer, RequestMemo memo) {
        return memo.once(ViewerCalendars.class, () -> access.of(viewer));
    }

    @BatchMapping(typeName = "ImportJob", field = "calendar")
    Mono<Map<ImportJobNode, CalendarNode>> calendar(
            List<ImportJobNode> nodes, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        return calendars(viewer, memo).map(found -> {
            Map<ImportJobNode, CalendarNode> byJob = new HashMap<>();
            for (var node : nodes) {
                var calendar = node.job().calendar();
                var membership = calendar == null ? null : found.find(calendar);
                if (membership != null) {
                    byJob.put(node, CalendarNode.of(membership));
                }
            }
            return byJob;
        });
    }

    @BatchMapping(typeName = "ImportedComponent", field = "event")
    Mono<Map<Result, EventNode>> event(
            List<Result> results, @ContextValue Viewer viewer, @ContextValue RequestMemo memo) {
        var ids = results.stream()
                .map(Result::event)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
        return calendars(viewer, memo)
                .flatMap(found -> ids.isEmpty() ? Mono.just(Map.<UUID, Event>of()) : events.events(found, ids))
                .map(found -> {
                    Map<Result, EventNode> byResult = new HashMap<>();
                    for (var result : results) {
                        var event = result.event() == null ? null : found.get(result.event());
                        if (event != null) {
                            byResult.put(result, EventNode.of(event, viewer));
                        }
                    }
                    return byResult;
                });
    }

    @SchemaMapping(typeName = "ImportJob", field = "components")
    Mono<Connection<Result>> components(ImportJobNode node, PageArguments page, @ContextValue Viewer viewer) {
        var shape = SHAPE + node.id();
        var cursor = page.cursor();
        var mark = cursor == null
                ? null
                : ByteBuffer.wrap(cursors.open(viewer, shape, cursor)).getInt();
        return jobs.results(node.job(), mark, page.backwards(), page.size() + 1)
                .collectList()
                .map(rows -> Connection.ofFetched(
                        rows,
                        page,
                        result -> cursors.sign(
                                viewer,
                                shape,
                                ByteBuffer.allocate(Integer.BYTES)
                                        .putInt(result.line())
                                        .array())));
    }
}
