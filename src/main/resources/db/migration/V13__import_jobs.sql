-- Imports of iCalendar files in the background. See dev.almanac.icalendar.job.

CREATE TABLE import_jobs (
    id            uuid PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    -- Null while the file is staged, and for good where nothing is to be written to a new calendar.
    calendar_id   uuid,
    mode          text NOT NULL CHECK (mode IN ('MERGE', 'REPLACE')),
    dry_run       boolean NOT NULL,
    state         text NOT NULL CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
    -- The lines of the calendar's own properties.
    properties    text NOT NULL DEFAULT '',
    total         integer NOT NULL DEFAULT 0,
    done          integer NOT NULL DEFAULT 0,
    created       integer NOT NULL DEFAULT 0,
    updated       integer NOT NULL DEFAULT 0,
    unchanged     integer NOT NULL DEFAULT 0,
    skipped       integer NOT NULL DEFAULT 0,
    failed        integer NOT NULL DEFAULT 0,
    removed       integer NOT NULL DEFAULT 0,
    -- Up to which unit, and where all units have been written up to which of the calendar's events, it has come.
    position      integer NOT NULL DEFAULT -1,
    removed_after uuid,
    failures      integer NOT NULL DEFAULT 0,
    code          text,
    message       text,
    -- Whether components of it are still staged.
    staged        boolean NOT NULL DEFAULT true,
    created_at    timestamptz NOT NULL,
    stepped_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    CHECK ((ended_at IS NULL) = (state IN ('WAITING', 'RUNNING')))
);

CREATE INDEX idx_import_jobs_user ON import_jobs (user_id);
CREATE INDEX idx_import_jobs_open ON import_jobs (stepped_at) WHERE ended_at IS NULL;
CREATE INDEX idx_import_jobs_ended ON import_jobs (ended_at);

-- The file's components, in its order; those of one key are one event.
CREATE TABLE import_components (
    job_id  uuid NOT NULL REFERENCES import_jobs ON DELETE CASCADE,
    ordinal integer NOT NULL,
    name    text NOT NULL,
    key     text NOT NULL,
    line    integer NOT NULL,
    lines   text NOT NULL,
    fault   text,
    note    text,
    PRIMARY KEY (job_id, ordinal)
);

CREATE INDEX idx_import_components_key ON import_components (job_id, key, ordinal);

-- What is imported as one: an event's components, by the ordinal of the first of them.
CREATE TABLE import_units (
    job_id     uuid NOT NULL REFERENCES import_jobs ON DELETE CASCADE,
    ordinal    integer NOT NULL,
    key        text NOT NULL,
    characters bigint NOT NULL,
    PRIMARY KEY (job_id, ordinal)
);

CREATE INDEX idx_import_units_key ON import_units (job_id, key);

-- What became of them.
CREATE TABLE import_results (
    job_id   uuid NOT NULL REFERENCES import_jobs ON DELETE CASCADE,
    line     integer NOT NULL,
    uid      text,
    outcome  text NOT NULL,
    code     text,
    message  text,
    event_id uuid,
    PRIMARY KEY (job_id, line)
);

CREATE INDEX idx_import_results_event ON import_results (job_id, event_id) WHERE event_id IS NOT NULL;
