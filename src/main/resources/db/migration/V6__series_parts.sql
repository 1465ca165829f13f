-- A series that was split: the slots that a part owns (from, inclusive, until, exclusive; null: no bound), and the part before it.
ALTER TABLE event_series
    ADD COLUMN part_from timestamp,
    ADD COLUMN part_until timestamp,
    ADD COLUMN previous_part uuid;

CREATE INDEX idx_event_series_previous ON event_series (previous_part) WHERE previous_part IS NOT NULL;
