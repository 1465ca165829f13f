package dev.almanac.local.sample;

import dev.almanac.account.AccountService;
import dev.almanac.account.PreferencesPatch;
import dev.almanac.account.Reminder;
import dev.almanac.account.Reminder.Method;
import dev.almanac.account.WorkingHours;
import dev.almanac.calendar.CalendarAccess;
import dev.almanac.calendar.CalendarPatch;
import dev.almanac.calendar.CalendarService;
import dev.almanac.calendar.NewCalendar;
import dev.almanac.calendar.ViewerCalendars;
import dev.almanac.category.CategoryService;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Outcome.Done;
import dev.almanac.change.Outcome.Refused;
import dev.almanac.change.Patch;
import dev.almanac.change.Repeatable;
import dev.almanac.event.EventParts;
import dev.almanac.event.bulk.EventBatch;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.security.Identity;
import dev.almanac.platform.security.Viewer;
import dev.almanac.platform.time.TimeOfDay;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives a person the sample's preferences, categories, calendars and events: in one transaction, so all or nothing. */
class SampleData {

    private static final SampleCalendar FIRST = SampleCalendar.WORK;

    private final AccountService accounts;
    private final CalendarService calendars;
    private final CalendarAccess access;
    private final CategoryService categories;
    private final EventParts parts;
    private final EventBatch events;
    private final Database database;
    private final Ids ids;
    private final Clock clock;

    SampleData(
            AccountService accounts,
            CalendarService calendars,
            CalendarAccess access,
            CategoryService categories,
            EventParts parts,
            EventBatch events,
            Database database,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.calendars = calendars;
        this.access = access;
        this.categories = categories;
        this.parts = parts;
        this.events = events;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Gives it to this person, who is made if need be; one who has begun to do anything is left alone. True where it was given. */
    Mono<Boolean> fill(Identity identity) {
        return database.inTransaction(() -> accounts.signIn(identity)
                .flatMap(viewer -> access.of(viewer).filterWhen(this::untouched).flatMap(this::fill))
                .defaultIfEmpty(false));
    }

    /** Whether all that the person has is the one empty calendar that everybody begins with. */
    private Mono<Boolean> untouched(ViewerCalendars own) {
        if (own.all().size() != 1 || own.all().getFirst().calendar().version() != 1) {
            return Mono.just(false);
        }
        return Mono.zip(
                parts.counts(own, own.readable(null))
                        .map(counts -> counts.values().stream().allMatch(count -> count == 0)),
                categories.all(own.viewer()).hasElements(),
                (empty, categorized) -> empty && !categorized);
    }

    private Mono<Boolean> fill(ViewerCalendars own) {
        var viewer = new Viewer(own.viewer().userId(), SampleLife.HOME, Locale.UK);
        var life = SampleLife.around(LocalDate.now(clock.withZone(SampleLife.HOME)));
        return accounts.updatePreferences(viewer, Source.SAMPLE, once(), null, preferences())
                .map(SampleData::done)
                .thenMany(Flux.fromArray(SampleCategory.values()))
                .concatMap(category -> categories
                        .create(viewer, Source.SAMPLE, once(), null, category.title, category.color)
                        .map(SampleData::done))
                .then(calendars.update(
                        viewer,
                        Source.SAMPLE,
                        once(),
                        own.all().getFirst().calendar().id(),
                        null,
                        first()))
                .map(SampleData::done)
                .flatMap(begun -> events(viewer, life, FIRST, begun))
                .thenMany(Flux.fromIterable(EnumSet.complementOf(EnumSet.of(FIRST))))
                .concatMap(calendar -> calendars
                        .create(viewer, Source.SAMPLE, once(), made(calendar))
                        .map(SampleData::done)
                        .flatMap(id -> events(viewer, life, calendar, id)))
                .then(Mono.just(true));
    }

    private Mono<Integer> events(Viewer viewer, List<SampleEvent> life, SampleCalendar calendar, UUID id) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var contents = life.stream()
                .filter(event -> event.calendar() == calendar)
                .map(event -> event.contents(ids.next(), id, now))
                .toList();
        return events.add(viewer, Source.SAMPLE, id, contents).map(SampleData::done);
    }

    private static CalendarPatch first() {
        return new CalendarPatch(
                Patch.of(FIRST.title),
                Patch.of(FIRST.description),
                Patch.of(FIRST.color),
                Patch.of(SampleLife.HOME),
                Patch.absent());
    }

    private static NewCalendar made(SampleCalendar calendar) {
        return new NewCalendar(null, calendar.title, calendar.description, calendar.color, SampleLife.HOME, null);
    }

    private static PreferencesPatch preferences() {
        var morning = List.of(TimeOfDay.parse("08:30"), TimeOfDay.parse("12:00"));
        var afternoon = List.of(TimeOfDay.parse("13:00"), TimeOfDay.parse("17:30"));
        var hours = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                .flatMap(day -> Stream.of(morning, afternoon)
                        .map(half -> new WorkingHours(day, half.getFirst(), half.getLast())))
                .toList();
        return new PreferencesPatch(
                Patch.of(SampleLife.HOME),
                Patch.of(Locale.UK),
                Patch.of(DayOfWeek.MONDAY),
                Patch.of(List.of(new Reminder(10, Method.POPUP))),
                Patch.of(hours));
    }

    private static Repeatable once() {
        return Repeatable.once("sample");
    }

    /** A refusal is the sample's own mistake, and takes back everything. */
    private static <R, E> R done(Outcome<R, E> outcome) {
        return switch (outcome) {
            case Done<R, E> done -> done.receipt();
            case Refused<R, E> refused -> throw new IllegalStateException("Refused: " + refused.problems());
        };
    }
}
