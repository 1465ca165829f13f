package dev.almanac.event.postgres;

import static dev.almanac.platform.postgres.Database.nullable;
import static dev.almanac.platform.postgres.Rows.optional;
import static dev.almanac.platform.postgres.Rows.required;

import dev.almanac.event.Horizon;
import dev.almanac.event.Occurrence;
import dev.almanac.event.Quarantine;
import dev.almanac.event.agenda.AgendaStore;
import dev.almanac.event.agenda.Place;
import dev.almanac.platform.postgres.Database;
import io.r2dbc.spi.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * The agenda is one statement: for each calendar, one page from each of its branches.
 *
 * <p>What lasts at most 32 days and overlaps a window starts at most 32 days before it, so a bound on the start keeps the scan of
 * the short partitions to the window and a little more; without it every row since the beginning of the calendar that starts before
 * the window's end would be looked at. The long ones are few, and in a partition of their own. The bounds are computed here and bound
 * as parameters: arithmetic on them in SQL would keep the planner from pruning partitions when it plans.
 *
 * <p>That the end is no earlier than the window says nothing new beside what follows it, but it is asked of the index, and so the rows of
 * the days before the window that have ended by then are never fetched.
 *
 * <p>Rows with a zone are matched by instants. Rows without one hold wall-clock time read as UTC, and are matched by wall-clock bounds,
 * so each kind is a branch of its own. The last branch names the series of which the window asks for more than has rows.
 */
@Repository
class PostgresAgendaStore implements AgendaStore {

    private static final Duration WIDEST_OFFSET = Duration.ofHours(14);
    private static final LocalDateTime BEGINNING = LocalDateTime.of(0, 1, 1, 0, 0);
    private static final Place NOWHERE = new Place(BEGINNING.toInstant(ZoneOffset.UTC), new UUID(0, 0), BEGINNING);

    // %1$s: the partition, %2$s: with or without a zone, %3$s: the lower bound of the start, %4$s and %5$s: the window,
    // %6$s to %8$s: the place after which rows come.
    private static final String BRANCH = """
            (SELECT %9$s FROM events
             WHERE calendar_id = c.id AND %1$s AND time_zone IS %2$s AND start_time >= %3$s AND start_time < %5$s
               AND end_time >= %4$s AND (end_time > %4$s OR start_time >= %4$s) AND (start_time, root_id, slot) > (%6$s, %7$s, %8$s)
               AND ($2::text[] IS NULL OR categories && $2)
             ORDER BY start_time, root_id, slot LIMIT $3)
            """;

    private static final String BEYOND = """
            SELECT id, NULL::uuid, derived_from, NULL::uuid, NULL::timestamptz, NULL::timestamptz, derived_until, NULL::boolean,
              NULL::text, NULL::text, NULL::timestamp, NULL::boolean, NULL::boolean, NULL::text, NULL::text, NULL::text, NULL::text,
              NULL::text, NULL::text, NULL::text[]
            FROM event_series WHERE calendar_id = c.id AND deleted_at IS NULL AND\s""";

    static final String READ = "SELECT r.* FROM unnest($1::uuid[]) AS c(id), LATERAL ("
            + zoned("NOT long", "$4")
            + "UNION ALL "
            + zoned("long", "$7")
            + "UNION ALL "
            + local("NOT long", "$10")
            + "UNION ALL "
            + local("long", "$13")
            + "UNION ALL ("
            + BEYOND
            + "derived_until IS NOT NULL AND derived_until < $16) UNION ALL ("
            + BEYOND
            + "derived_from IS NOT NULL"
            + " AND derived_from + make_interval(days => duration_days, secs => duration_seconds) > $17)) r";

    private final Database database;
    private final Quarantine quarantine;

    PostgresAgendaStore(Database database, Quarantine quarantine) {
        this.database = database;
        this.quarantine = quarantine;
    }

    private static String zoned(String partition, String bound) {
        return BRANCH.formatted(partition, "NOT NULL", bound, "$5", "$6", "$7", "$8", "$9", EventRows.OCCURRENCE);
    }

    private static String local(String partition, String bound) {
        return BRANCH.formatted(partition, "NULL", bound, "$11", "$12", "$13", "$14", "$15", EventRows.OCCURRENCE);
    }

    @Override
    public Mono<Found> read(Query query) {
        if (query.calendars().isEmpty()) {
            return Mono.just(new Found(List.of(), List.of()));
        }
        List<Occurrence> rows = new ArrayList<>();
        Set<Beyond> beyond = new HashSet<>();
        return database.query(
                        READ,
                        row -> row.get(1, UUID.class) == null ? beyond.add(beyond(row)) : add(rows, row),
                        values(query))
                .then(Mono.fromSupplier(() -> new Found(rows, beyond)));
    }

    /** What {@link #READ} is told. */
    static Object[] values(Query query) {
        var categories = query.categories();
        List<Object> values = new ArrayList<>();
        values.add(query.calendars().toArray(UUID[]::new));
        values.add(nullable(categories == null ? null : categories.toArray(String[]::new), String[].class));
        values.add(query.limit());
        add(values, query.zoned());
        add(values, query.local());
        values.add(wallClock(query.zoned().to().plus(WIDEST_OFFSET)));
        values.add(wallClock(query.zoned().from().minus(WIDEST_OFFSET)));
        return values.toArray();
    }

    private boolean add(List<Occurrence> rows, Row row) {
        var occurrence = quarantine.read(required(row, 0, UUID.class), () -> EventRows.occurrence(row));
        return occurrence != null && rows.add(occurrence);
    }

    private static Beyond beyond(Row row) {
        var from = optional(row, 2, LocalDateTime.class);
        var until = optional(row, 6, LocalDateTime.class);
        return new Beyond(
                required(row, 0, UUID.class),
                new Horizon(from == null ? LocalDateTime.MIN : from, until == null ? LocalDateTime.MAX : until));
    }

    private static void add(List<Object> values, Span span) {
        var after = span.after() == null ? NOWHERE : span.after();
        var bound = span.from().minus(Occurrence.SHORT);
        values.add(after.start().isAfter(bound) ? after.start() : bound);
        values.add(span.from());
        values.add(span.to());
        values.add(after.start());
        values.add(after.root());
        values.add(after.slot());
    }

    private static LocalDateTime wallClock(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
