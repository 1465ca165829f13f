package dev.almanac.event.plan;

import dev.almanac.change.Patch;
import dev.almanac.event.Details;
import dev.almanac.event.Event;
import dev.almanac.event.EventContents;
import dev.almanac.event.EventRules;
import dev.almanac.event.EventTime;
import dev.almanac.event.Recurrence;
import dev.almanac.event.plan.EventDraft.RecurrenceDraft;
import dev.almanac.platform.Limits;
import dev.almanac.platform.time.NominalDuration;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Random series and edits of them; the same seed makes the same ones. */
final class RandomEdits {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/Zurich"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Kolkata"));

    private static final List<String> RULES = List.of(
            "FREQ=DAILY",
            "FREQ=DAILY;INTERVAL=3;COUNT=40",
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU",
            "FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20271231T000000Z",
            "FREQ=MONTHLY",
            "FREQ=MONTHLY;BYDAY=2TU",
            "FREQ=MONTHLY;BYMONTHDAY=5,20",
            "FREQ=YEARLY",
            "FREQ=DAILY;BYHOUR=9,17");

    private final SplittableRandom random;
    private final EventRules rules = new EventRules(limits());
    private long ids;

    RandomEdits(long seed) {
        random = new SplittableRandom(seed);
    }

    private static Limits limits() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("almanac.limits", Bindable.of(Limits.class), BindHandler.DEFAULT);
    }

    boolean oneIn(int chances) {
        return random.nextInt(chances) == 0;
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    EditContext context() {
        return new EditContext(id(), List.of(), ZoneId.of("UTC"), rules, this::id, Instant.EPOCH);
    }

    private UUID id() {
        return new UUID(0, ++ids);
    }

    /** Most begin a few weeks before a night on which the clocks change. */
    EventContents series() {
        var start = LocalDateTime.of(2026, oneOf(List.of(3, 10)), 1 + random.nextInt(28), random.nextInt(24), 0);
        var zone = oneOf(ZONES);
        var time = EventTime.timed(start, zone, zone, new NominalDuration(0, 1_800L * (1 + random.nextInt(6))));
        var rdates = oneIn(4) ? List.of(start.plusDays(3).plusMinutes(7)) : List.<LocalDateTime>of();
        var id = id();
        var event = new Event(
                id,
                id(),
                id.toString(),
                null,
                time,
                new Recurrence(oneOf(RULES), rdates, List.of()),
                Details.NONE,
                Map.of(),
                id,
                0,
                null,
                Event.Revision.UNKNOWN,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
        return new EventContents(event, List.of(), List.of(), List.of());
    }

    EventPatch patch(EditScope scope, EventTime now) {
        Patch<TimeDraft> time = oneIn(3) ? Patch.absent() : Patch.of(moved(now));
        Patch<RecurrenceDraft> recurrence = scope != EditScope.THIS && oneIn(4)
                ? Patch.of(new RecurrenceDraft(oneOf(RULES), null, List.of(), List.of()))
                : Patch.absent();
        Patch<String> title = oneIn(2) ? Patch.of("title " + random.nextInt(100)) : Patch.absent();
        return Patches.of(time, recurrence, title);
    }

    private TimeDraft moved(EventTime now) {
        long minutes = oneIn(2) ? 30L * (random.nextInt(20) - 10) : 60L * 24 * (random.nextInt(60) - 20);
        var zone = oneIn(6) ? oneOf(ZONES) : now.zone();
        var duration = oneIn(4) ? new NominalDuration(0, 900L * (1 + random.nextInt(8))) : now.duration();
        return new TimeDraft.Timed(
                now.start().plus(Duration.ofMinutes(minutes)), null, duration, zone, oneIn(2) ? null : zone);
    }
}
