-- event_series is the truth: one row per event, a single event is a series of one. events is derived from it: one row per occurrence,
-- written in the same transaction by one function (dev.almanac.event.Derivation), referenced and edited by nobody.

CREATE TABLE event_series (
    id                  uuid PRIMARY KEY,
    calendar_id         uuid NOT NULL REFERENCES calendars ON DELETE CASCADE,
    uid                 text NOT NULL CHECK (length(uid) BETWEEN 1 AND 1024),
    -- A partner's own identifier, unique for them in the calendar.
    external_id         text CHECK (length(external_id) BETWEEN 1 AND 255),
    external_owner      uuid,
    -- Wall clock; midnight for all-day events.
    local_start         timestamp NOT NULL,
    all_day             boolean NOT NULL,
    -- null: all-day or floating.
    time_zone           text CHECK (length(time_zone) BETWEEN 1 AND 64),
    end_time_zone       text CHECK (length(end_time_zone) BETWEEN 1 AND 64),
    -- RFC 5545 §3.3.6: days are of the wall clock, seconds exact.
    duration_days       integer NOT NULL CHECK (duration_days >= 0),
    duration_seconds    bigint NOT NULL CHECK (duration_seconds >= 0),
    rule                text CHECK (length(rule) BETWEEN 1 AND 1000),
    rdates              timestamp[] NOT NULL DEFAULT '{}',
    exdates             timestamp[] NOT NULL DEFAULT '{}',
    recurring           boolean NOT NULL GENERATED ALWAYS AS (rule IS NOT NULL OR cardinality(rdates) > 0) STORED,
    title               text NOT NULL CHECK (length(title) <= 1000),
    description         text NOT NULL CHECK (length(description) <= 32000),
    location            text NOT NULL CHECK (length(location) <= 1000),
    url                 text CHECK (length(url) <= 2048),
    status              text NOT NULL CHECK (status IN ('TENTATIVE', 'CONFIRMED', 'CANCELLED')),
    transparency        text NOT NULL CHECK (transparency IN ('OPAQUE', 'TRANSPARENT')),
    visibility          text NOT NULL CHECK (visibility IN ('PUBLIC', 'PRIVATE', 'CONFIDENTIAL')),
    categories          text[] NOT NULL DEFAULT '{}',
    extended_properties jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(extended_properties) = 'object'),
    -- Occurrence ids are (root_id, slot): the slot is the start an occurrence had when its series was made, slot = current original
    -- start - slot_shift seconds. Parts of a split share the root.
    root_id             uuid NOT NULL,
    slot_shift          bigint NOT NULL DEFAULT 0,
    -- The slot of the last occurrence; null: it never ends.
    last_slot           timestamp,
    -- The original starts (wall clock) that `events` has rows for: from, inclusive, until, exclusive; null: no bound.
    derived_from        timestamp,
    derived_until       timestamp,
    zone_data           text NOT NULL,
    version             integer NOT NULL CHECK (version > 0),
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    deleted_at          timestamptz,
    deleted_by          uuid,
    CHECK (NOT all_day OR (time_zone IS NULL AND duration_seconds = 0 AND duration_days > 0 AND local_start::time = '00:00')),
    CHECK ((time_zone IS NULL) = (end_time_zone IS NULL)),
    CHECK ((external_id IS NULL) = (external_owner IS NULL)),
    CHECK ((deleted_at IS NULL) = (deleted_by IS NULL))
);

CREATE UNIQUE INDEX idx_event_series_uid ON event_series (calendar_id, uid) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX idx_event_series_external ON event_series (calendar_id, external_owner, external_id)
    WHERE deleted_at IS NULL AND external_id IS NOT NULL;
CREATE INDEX idx_event_series_calendar ON event_series (calendar_id, id) WHERE deleted_at IS NULL;
CREATE INDEX idx_event_series_root ON event_series (root_id);
CREATE INDEX idx_event_series_deleted ON event_series (deleted_at) WHERE deleted_at IS NOT NULL;
-- The series whose rows do not reach as far as a window: normally none.
CREATE INDEX idx_event_series_until ON event_series (calendar_id, derived_until)
    WHERE deleted_at IS NULL AND derived_until IS NOT NULL;
CREATE INDEX idx_event_series_from
    ON event_series (calendar_id, (derived_from + make_interval(days => duration_days, secs => duration_seconds)))
    WHERE deleted_at IS NULL AND derived_from IS NOT NULL;

-- An occurrence that differs from its series. A column that is null and not named in `fields` is the series' own.
CREATE TABLE event_overrides (
    series_id        uuid NOT NULL REFERENCES event_series ON DELETE CASCADE,
    slot             timestamp NOT NULL,
    fields           text[] NOT NULL,
    local_start      timestamp,
    all_day          boolean,
    time_zone        text CHECK (length(time_zone) BETWEEN 1 AND 64),
    end_time_zone    text CHECK (length(end_time_zone) BETWEEN 1 AND 64),
    duration_days    integer CHECK (duration_days >= 0),
    duration_seconds bigint CHECK (duration_seconds >= 0),
    title            text CHECK (length(title) <= 1000),
    description      text CHECK (length(description) <= 32000),
    location         text CHECK (length(location) <= 1000),
    url              text CHECK (length(url) <= 2048),
    status           text CHECK (status IN ('TENTATIVE', 'CONFIRMED', 'CANCELLED')),
    transparency     text CHECK (transparency IN ('OPAQUE', 'TRANSPARENT')),
    visibility       text CHECK (visibility IN ('PUBLIC', 'PRIVATE', 'CONFIDENTIAL')),
    categories       text[],
    PRIMARY KEY (series_id, slot)
);

-- Of the series (slot null), or of one occurrence whose override names `attendees`.
CREATE TABLE event_attendees (
    series_id uuid NOT NULL REFERENCES event_series ON DELETE CASCADE,
    slot      timestamp,
    ordinal   integer NOT NULL CHECK (ordinal >= 0),
    email     text NOT NULL CHECK (length(email) BETWEEN 1 AND 320),
    name      text NOT NULL CHECK (length(name) <= 200),
    response  text NOT NULL CHECK (response IN ('NEEDS_ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE')),
    organizer boolean NOT NULL,
    CONSTRAINT event_attendees_once UNIQUE NULLS NOT DISTINCT (series_id, slot, email),
    FOREIGN KEY (series_id, slot) REFERENCES event_overrides ON DELETE CASCADE
);

CREATE UNIQUE INDEX idx_event_attendees_organizer ON event_attendees (series_id, slot) NULLS NOT DISTINCT WHERE organizer;

CREATE TABLE event_reminders (
    series_id      uuid NOT NULL REFERENCES event_series ON DELETE CASCADE,
    slot           timestamp,
    ordinal        integer NOT NULL CHECK (ordinal >= 0),
    minutes_before integer NOT NULL CHECK (minutes_before BETWEEN 0 AND 40320),
    method         text NOT NULL CHECK (method IN ('POPUP', 'EMAIL')),
    CONSTRAINT event_reminders_once UNIQUE NULLS NOT DISTINCT (series_id, slot, minutes_before, method),
    FOREIGN KEY (series_id, slot) REFERENCES event_overrides ON DELETE CASCADE
);

-- What happens when. Rows of all-day and floating events (time_zone null) hold wall-clock time read as UTC.
CREATE TABLE events (
    series_id      uuid NOT NULL,
    slot           timestamp NOT NULL,
    -- Over 32 days from start to end: these are few, and keep the bound on the starts of all others.
    long           boolean NOT NULL,
    start_time     timestamptz NOT NULL,
    end_time       timestamptz NOT NULL,
    calendar_id    uuid NOT NULL REFERENCES calendars ON DELETE CASCADE,
    root_id        uuid NOT NULL,
    all_day        boolean NOT NULL,
    time_zone      text,
    end_time_zone  text,
    local_start    timestamp NOT NULL,
    -- The RECURRENCE-ID, wall clock of the series.
    original_start timestamp NOT NULL,
    recurring      boolean NOT NULL,
    overridden     boolean NOT NULL,
    title          text NOT NULL,
    location       text NOT NULL,
    url            text,
    status         text NOT NULL,
    transparency   text NOT NULL,
    visibility     text NOT NULL,
    categories     text[] NOT NULL,
    PRIMARY KEY (series_id, slot, long, start_time),
    CHECK (end_time >= start_time),
    CHECK (long = (end_time - start_time > interval '32 days'))
) PARTITION BY LIST (long);

CREATE INDEX idx_events_calendar_time ON events (calendar_id, start_time, end_time);

CREATE TABLE events_long PARTITION OF events FOR VALUES IN (true);
CREATE TABLE events_short PARTITION OF events FOR VALUES IN (false) PARTITION BY RANGE (start_time);
CREATE TABLE events_default PARTITION OF events_short DEFAULT;

-- A partition a year; each start makes those that the horizon of derived rows reaches.
DO $$
BEGIN
    FOR year IN 2010..2035 LOOP
        EXECUTE format('CREATE TABLE events_%s PARTITION OF events_short FOR VALUES FROM (%L) TO (%L)',
            year, make_timestamptz(year, 1, 1, 0, 0, 0, 'UTC'), make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'UTC'));
    END LOOP;
END
$$;
