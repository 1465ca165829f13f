-- Calendars and who may do what with them.

CREATE TABLE calendars (
    id                uuid PRIMARY KEY,
    name              text NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
    description       text NOT NULL CHECK (length(description) <= 8000),
    color             text NOT NULL CHECK (color ~ '^#[0-9a-f]{6}$'),
    time_zone         text NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 64),
    -- null: those of the person's preferences.
    default_reminders jsonb CHECK (jsonb_typeof(default_reminders) = 'array'),
    version           integer NOT NULL CHECK (version > 0),
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    -- In the trash since; its rows go when the purge does.
    deleted_at        timestamptz,
    deleted_by        uuid,
    CHECK ((deleted_at IS NULL) = (deleted_by IS NULL))
);

CREATE INDEX idx_calendars_deleted ON calendars (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE calendar_members (
    calendar_id uuid NOT NULL REFERENCES calendars ON DELETE CASCADE,
    user_id     uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    role        text NOT NULL CHECK (role IN ('OWNER')),
    -- What this member sees instead of the calendar's own colour; null: the calendar's.
    color       text CHECK (color ~ '^#[0-9a-f]{6}$'),
    sort_order  integer NOT NULL,
    visible     boolean NOT NULL DEFAULT true,
    created_at  timestamptz NOT NULL,
    PRIMARY KEY (calendar_id, user_id)
);

CREATE INDEX idx_calendar_members_user ON calendar_members (user_id);
