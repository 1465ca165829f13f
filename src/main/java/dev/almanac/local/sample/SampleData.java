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
import dev.almanac.event.bulk.EventBatch;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.postgres.Database;
import dev.almanac.platform.security.Identity;
import dev.almanac.platform.security.Viewer;
import dev.almanac.platform.time.TimeOfDay;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives a person the sample's calendars, categories and events, all in one transaction or not at all. */
@Component
@Profile("local")
public class SampleData {

    private static final Map<String, String> COLORS = Map.of(
            SampleLife.WORK, "#3b82f6",
            SampleLife.PERSONAL, "#10b981",
            SampleLife.FAMILY, "#f59e0b",
            SampleLife.TEAM, "#8b5cf6",
            SampleLife.HOLIDAYS, "#ef4444",
            SampleLife.BIRTHDAYS, "#ec4899");

    private static final List<String> CALENDARS = List.of(
            SampleLife.WORK,
            SampleLife.PERSONAL,
            SampleLife.FAMILY,
            SampleLife.TEAM,
            SampleLife.HOLIDAYS,
            SampleLife.BIRTHDAYS);

    private static final List<String> CATEGORIES =
            List.of("Work", "Meeting", "Learning", "Health", "Fitness", "Family", "Social", "Task");

    private final AccountService accounts;
    private final CalendarService calendars;
    private final CalendarAccess access;
    private final CategoryService categories;
    private final EventBatch events;
    private final Database database;
    private final Ids ids;
    private final Clock clock;

    SampleData(
            AccountService accounts,
            CalendarService calendars,
            CalendarAccess access,
            CategoryService categories,
            EventBatch events,
            Database database,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.calendars = calendars;
        this.access = access;
        this.categories = categories;
        this.events = events;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** Fills the calendars of this person, who is made if need be; one who has calendars already is left alone. */
    public Mono<Void> fill(Identity identity) {
        return database.inTransaction(() -> accounts.signIn(identity)
                        .flatMap(viewer -> access.of(viewer)
                                .filter(SampleData::untouched)
                                .flatMap(own -> fill(viewer, own).thenReturn(true))
                                .defaultIfEmpty(false)))
                .then();
    }

    /** Whether it is the one empty calendar that everybody begins with. */
    private static boolean untouched(ViewerCalendars own) {
        return own.all().size() == 1 && own.all().getFirst().calendar().version() == 1;
    }

    private Mono<Void> fill(Viewer made, ViewerCalendars own) {
        var viewer = new Viewer(made.userId(), SampleLife.HOME, Locale.UK);
        var begun = own.all().getFirst().calendar().id();
        return accounts.updatePreferences(viewer, once(), null, preferences())
                .map(SampleData::done)
                .then(calendars.update(viewer, once(), begun, null, first()).map(SampleData::done))
                .thenMany(Flux.fromIterable(CALENDARS).skip(1))
                .concatMap(name -> calendars
                        .create(viewer, Source.SAMPLE, once(), calendar(name))
                        .map(SampleData::done))
                .thenMany(Flux.fromIterable(CATEGORIES))
                .concatMap(name -> categories
                        .create(viewer, Source.SAMPLE, once(), null, name, null)
                        .map(SampleData::done))
                .then(access.of(viewer))
                .flatMap(all -> events(viewer, all));
    }

    private Mono<Void> events(Viewer viewer, ViewerCalendars all) {
        var life = SampleLife.around(LocalDate.now(clock.withZone(SampleLife.HOME)));
        var now = clock.instant();
        return Flux.fromIterable(all.all())
                .concatMap(membership -> {
                    UUID calendar = membership.calendar().id();
                    var own = life.stream()
                            .filter(event -> event.calendar()
                                    .equals(membership.calendar().name()))
                            .map(event -> event.contents(ids.next(), calendar, now))
                            .toList();
                    return events.add(viewer, Source.SAMPLE, calendar, own).map(SampleData::done);
                })
                .then();
    }

    private static NewCalendar calendar(String name) {
        return new NewCalendar(null, name, "", COLORS.get(name), SampleLife.HOME, null);
    }

    private static CalendarPatch first() {
        var name = CALENDARS.getFirst();
        return new CalendarPatch(
                Patch.of(name), Patch.absent(), Patch.of(COLORS.get(name)), Patch.of(SampleLife.HOME), Patch.absent());
    }

    private static PreferencesPatch preferences() {
        var hours = Stream.of(
                        DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)
                .map(day -> new WorkingHours(day, new TimeOfDay(8 * 60 + 30), new TimeOfDay(17 * 60 + 30)))
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

    /** A refusal would be a mistake of the sample's own. */
    private static <R, E> R done(Outcome<R, E> outcome) {
        return switch (outcome) {
            case Done<R, E> done -> done.receipt();
            case Refused<R, E> refused -> throw new IllegalStateException("refused: " + refused.problems());
        };
    }
}
