-- Runs at every start and every migration: makes the partitions that the next months and the horizon of derived rows need. What has
-- come into a default partition meanwhile, because no start made its partition in time, moves into the new one.

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

DO $$
DECLARE
    month timestamptz := date_trunc('month', current_timestamp, 'UTC');
    this_year integer := extract(year FROM current_timestamp AT TIME ZONE 'UTC');
BEGIN
    FOR i IN 0..3 LOOP
        PERFORM ensure_partition('changes', 'changes_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'), 'changes_default', 'at',
            month, date_add(month, interval '1 month', 'UTC'));
        month := date_add(month, interval '1 month', 'UTC');
    END LOOP;
    FOR year IN this_year - 2..this_year + 4 LOOP
        PERFORM ensure_partition('events_short', 'events_' || year, 'events_default', 'start_time',
            make_timestamptz(year, 1, 1, 0, 0, 0, 'UTC'), make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'UTC'));
    END LOOP;
END
$$;
