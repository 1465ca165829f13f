package dev.almanac.event.bulk;

import dev.almanac.event.EventContents;
import dev.almanac.event.export.EventExport;
import dev.almanac.event.export.WholeEvent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What an import puts in the place of stored events. A file that was exported from here says nothing new when it comes back: what it
 * cannot say of an event, such as a field of an occurrence that happens to be as the series has it, stays as it is.
 */
@Component
final class EventReplacement {

    private final EventExport exports;
    private final ExportedForm form;

    EventReplacement(EventExport exports, ExportedForm form) {
        this.exports = exports;
        this.form = form;
    }

    /** Stored events by their UIDs, with what else belongs to them when they are exported. */
    Mono<Map<String, WholeEvent>> stored(List<EventContents> events) {
        return exports.withNeighbours(events)
                .map(whole -> whole.values().stream()
                        .collect(Collectors.toMap(
                                event -> event.contents().event().uid(), event -> event)));
    }

    /** The stored event as a file says it, of the same version. */
    EventContents of(WholeEvent stored, ImportedEvent event) {
        var contents = stored.contents();
        var edited = event.over(contents);
        if (edited.differences(contents).isEmpty()) {
            return edited;
        }
        var exported = form.of(stored);
        if (exported == null) {
            return edited;
        }
        return event.says(exported)
                ? contents
                : event.without(ofNeighbours(stored, exported)).over(contents);
    }

    /** The content lines that the other parts of its series make: they are true as long as those are there. */
    private Set<String> ofNeighbours(WholeEvent stored, ImportedEvent exported) {
        if (stored.firstPart() == null && stored.nextPart() == null) {
            return Set.of();
        }
        var alone = form.of(new WholeEvent(stored.contents(), null, null));
        Collection<String> own = alone == null ? List.of() : alone.details().contentLines();
        Set<String> lines = new LinkedHashSet<>(exported.details().contentLines());
        lines.removeAll(own);
        return lines;
    }
}
