package dev.almanac.event;

import dev.almanac.event.EventStore.Derived;
import dev.almanac.event.EventStore.Entry;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Derives the rows of events for the horizon as it is now for each. */
@Component
public class Deriver {

    private final Clock clock;

    Deriver(Clock clock) {
        this.clock = clock;
    }

    public Entry entry(EventContents contents) {
        var derivation = new Derivation(contents);
        return new Entry(contents, derived(derivation, Horizon.now(clock, derivation.expansion())));
    }

    static Derived derived(Derivation derivation, Horizon horizon) {
        var event = derivation.contents().event();
        var expansion = derivation.expansion();
        var last = expansion.endless()
                ? null
                : expansion.last().orElse(event.time().start());
        boolean earlier = event.recurring()
                && expansion
                        .first()
                        .filter(first -> first.isBefore(horizon.from()))
                        .isPresent();
        boolean later = event.recurring() && (last == null || !last.isBefore(horizon.until()));
        return new Derived(
                derivation.rows(horizon),
                last == null ? null : event.slot(last),
                earlier ? horizon.from() : null,
                later ? horizon.until() : null);
    }
}
