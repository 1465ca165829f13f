-- Runs at every start and every migration: makes the partitions that the next months and the horizon of derived rows need. What has
-- come into a default partition meanwhile, because no start made its partition in time, moves into the new one. While a server lives
-- on, its background work calls the same functions.

-- Flyway has given its own lock back by now. Two at once would make the same function and the same tables.
DO $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('almanac afterMigrate', 0));
END
$$;

CREATE OR REPLACE FUNCTION ensure_partition(parent text, name text, fallback text, key text, low timestamptz, high timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name, parent);
    EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', fallback);
    EXECUTE format('WITH moved AS (DELETE FROM %I WHERE %I >= %L AND %I < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
        fallback, key, low, key, high, name);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, name, low, high);
END
$$;

-- This month and the next three.
CREATE OR REPLACE FUNCTION ensure_change_partitions(today timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month timestamptz := date_trunc('month', today, 'UTC');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('almanac afterMigrate', 0));
    FOR i IN 0..3 LOOP
        PERFORM ensure_partition('changes', 'changes_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'), 'changes_default', 'at',
            month, date_add(month, interval '1 month', 'UTC'));
        month := date_add(month, interval '1 month', 'UTC');
    END LOOP;
END
$$;

-- The years of the horizon and one more.
CREATE OR REPLACE FUNCTION ensure_event_partitions(today timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    this_year integer := extract(year FROM today AT TIME ZONE 'UTC');
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('almanac afterMigrate', 0));
    FOR year IN this_year - 2..this_year + 4 LOOP
        PERFORM ensure_partition('events_short', 'events_' || year, 'events_default', 'start_time',
            make_timestamptz(year, 1, 1, 0, 0, 0, 'UTC'), make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'UTC'));
    END LOOP;
END
$$;

-- Drops the oldest month of changes that ended by then; its name, or null where there is none.
CREATE OR REPLACE FUNCTION drop_change_partition(ended_by timestamptz) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    oldest text;
BEGIN
    SELECT relname INTO oldest
    FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
    WHERE inhparent = 'changes'::regclass AND relname ~ '^changes_\d{4}_\d{2}$'
      AND date_add(make_timestamptz(substr(relname, 9, 4)::int, substr(relname, 14, 2)::int, 1, 0, 0, 0, 'UTC'), interval '1 month',
        'UTC') <= ended_by
    ORDER BY relname
    LIMIT 1;
    IF oldest IS NOT NULL THEN
        EXECUTE format('DROP TABLE %I', oldest);
    END IF;
    RETURN oldest;
END
$$;

SELECT ensure_change_partitions(current_timestamp), ensure_event_partitions(current_timestamp);
