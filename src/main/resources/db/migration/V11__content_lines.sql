-- What an iCalendar component says and no other column does, kept to be given back; and its revision, as iCalendar tells it.
ALTER TABLE event_series
    ADD COLUMN content_lines text[] NOT NULL DEFAULT '{}',
    ADD COLUMN sequence      integer NOT NULL DEFAULT 0,
    ADD COLUMN revised_at    timestamptz;

ALTER TABLE event_series ADD CONSTRAINT event_series_sequence_check CHECK (sequence >= 0) NOT VALID;

ALTER TABLE event_overrides
    ADD COLUMN content_lines text[];
