package dev.almanac.icalendar.reading;

import dev.almanac.event.bulk.ImportItem.Found;
import dev.almanac.icalendar.oracle.FileExpansion;
import dev.almanac.icalendar.oracle.FileExpansion.Happening;
import dev.almanac.icalendar.writing.Written;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The events of a file after they were written by Almanac: as Almanac reads them again, and as others expand the text.
 *
 * @param byDefinition by the zones as the text defines them
 * @param byName by the zones as the JVM knows them
 */
record Journey(List<Found> again, FileExpansion byDefinition, FileExpansion byName) {

    static Journey of(List<Found> events, Function<String, List<Found>> reader) {
        var text = Written.events(events.stream().map(Found::event).toList());
        return new Journey(reader.apply(text), new FileExpansion(text, false), new FileExpansion(text, true));
    }

    /** What happens of an event and its parts by Almanac. */
    List<Happening> readAgain(Collection<String> uids, LocalDateTime from, LocalDateTime until) {
        return Corpus.happenings(
                again.stream().filter(one -> uids.contains(one.event().uid())).toList(), from, until);
    }

    /** What happens of them by others; empty where those cannot tell. */
    static Optional<List<Happening>> expanded(
            FileExpansion text, Collection<String> uids, LocalDateTime from, LocalDateTime until) {
        List<Happening> all = new ArrayList<>();
        for (var uid : uids) {
            var some = text.happenings(uid, from, until);
            if (some.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(some.get());
        }
        all.sort(Comparator.comparing(Happening::start).thenComparing(Happening::end));
        return Optional.of(all);
    }
}
