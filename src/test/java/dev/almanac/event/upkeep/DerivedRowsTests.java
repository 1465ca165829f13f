package dev.almanac.event.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.almanac.event.Derivation;
import dev.almanac.event.Details;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventOverride;
import dev.almanac.event.EventTime;
import dev.almanac.event.Horizon;
import dev.almanac.event.Occurrence;
import dev.almanac.event.Recurrence;
import dev.almanac.platform.time.NominalDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows for a horizon and what is expanded beyond it are together all that happens, each once, wherever the horizon is. */
class DerivedRowsTests {

    private static final int SERIES = Boolean.getBoolean("almanac.soak") ? 20_000 : 300;
    private static final int MOVES = 6;

    /** What is compared: an endless series is cut here. */
    private static final LocalDateTime END = LocalDateTime.of(2034, 1, 1, 0, 0);

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/Zurich"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Africa/Casablanca"));

    private static final List<String> RULES = List.of(
            "FREQ=DAILY;INTERVAL=5",
            "FREQ=DAILY;INTERVAL=9;COUNT=200",
            "FREQ=WEEKLY;BYDAY=MO,SU",
            "FREQ=WEEKLY;INTERVAL=3;UNTIL=20291231T000000Z",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "FREQ=MONTHLY;BYDAY=2TU;COUNT=30",
            "FREQ=YEARLY",
            "FREQ=MONTHLY;BYHOUR=2,3;BYMINUTE=30");

    private final SplittableRandom random = new SplittableRandom(7);

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private EventTime time(LocalDateTime start) {
        var length = new NominalDuration(random.nextInt(3), 1_800L * random.nextInt(5));
        return switch (random.nextInt(4)) {
            case 0 -> EventTime.allDay(start.toLocalDate().atStartOfDay(), 1 + random.nextInt(40));
            case 1 -> EventTime.floating(start, length);
            default -> EventTime.timed(start, oneOf(ZONES), oneOf(ZONES), length);
        };
    }

    private LocalDateTime someTime() {
        return LocalDateTime.of(
                2019 + random.nextInt(10), 1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24), 0);
    }

    private Event series() {
        var time = time(someTime());
        var rule = random.nextInt(8) == 0 ? null : oneOf(RULES);
        var rdates = random.nextInt(3) == 0
                ? List.of(time.start().plusDays(400), time.start().plusDays(2_000))
                : List.<LocalDateTime>of();
        var id = new UUID(0, random.nextLong());
        return event(id, time, new Recurrence(rule, rdates, List.of()), 0);
    }

    private static Event event(UUID id, EventTime time, Recurrence recurrence, long shift) {
        return new Event(
                id,
                id,
                id.toString(),
                null,
                time,
                recurrence,
                Details.NONE,
                Map.of(),
                id,
                shift,
                null,
                Event.Revision.UNKNOWN,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /** With some of its occurrences taken out, and some at another time, however far away. */
    private EventContents edited(Event event) {
        var starts = upTo(event.expansion().from(LocalDateTime.of(1, 1, 1, 0, 0)));
        List<LocalDateTime> exdates = new ArrayList<>();
        List<EventOverride> overrides = new ArrayList<>();
        long shift = random.nextInt(3) == 0 ? 3_600L * (random.nextInt(50) - 25) : 0;
        var shifted = event(event.id(), event.time(), recurrence(event), shift);
        for (var start : starts) {
            int chance = random.nextInt(30);
            if (chance == 0) {
                exdates.add(start);
            } else if (chance == 1) {
                overrides.add(new EventOverride(
                        shifted.slot(start),
                        Set.of(EventOverride.Field.TIME),
                        time(someTime()),
                        Details.NONE,
                        null,
                        null));
            }
        }
        var recurrence = recurrence(event);
        var cut =
                event(event.id(), event.time(), new Recurrence(recurrence.rule(), recurrence.rdates(), exdates), shift);
        return new EventContents(cut, List.of(), List.of(), overrides);
    }

    private static Recurrence recurrence(Event event) {
        var recurrence = event.recurrence();
        return recurrence == null ? new Recurrence(null, List.of(), List.of()) : recurrence;
    }

    private static List<LocalDateTime> upTo(Iterator<LocalDateTime> starts) {
        List<LocalDateTime> some = new ArrayList<>();
        while (starts.hasNext()) {
            var start = starts.next();
            if (!start.isBefore(END)) {
                break;
            }
            some.add(start);
        }
        return some;
    }

    @Test
    void rowsAndWhatIsBeyondThemAreAllThatHappens() {
        int overridden = 0;
        int beyondAny = 0;
        for (int number = 0; number < SERIES; number++) {
            var contents = edited(series());
            var derivation = new Derivation(contents);
            var all = upTo(derivation.expansion().from(LocalDateTime.of(1, 1, 1, 0, 0))).stream()
                    .map(derivation::occurrence)
                    .toList();
            var from = LocalDateTime.of(2020, 1, 1, 0, 0).plusDays(random.nextInt(1_000));
            for (int move = 0; move < MOVES; move++) {
                var horizon = new Horizon(from, from.plusYears(5));
                List<Occurrence> both = new ArrayList<>(derivation.rows(horizon));
                overridden += (int) both.stream().filter(Occurrence::overridden).count();
                if (contents.event().recurring()) {
                    var beyond = derivation.beyond(horizon, LocalDateTime.of(1, 1, 1, 0, 0));
                    while (beyond.hasNext()) {
                        var next = beyond.next();
                        if (!next.originalStart().isBefore(END)) {
                            break;
                        }
                        both.add(next);
                        beyondAny++;
                    }
                }
                assertThat(both)
                        .as("%s with the horizon %s", contents, horizon)
                        .containsExactlyInAnyOrderElementsOf(all);
                from = from.plus(Duration.ofHours(1 + random.nextInt(24 * 400)));
            }
        }
        assertThat(overridden).isGreaterThan(SERIES);
        assertThat(beyondAny).isGreaterThan(SERIES * 10);
    }
}
