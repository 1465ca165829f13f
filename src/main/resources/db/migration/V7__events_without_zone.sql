-- An agenda reads rows without a zone in a branch of its own. They are few, so an index of them alone is a page or two where that of all
-- rows would be read a second time.
CREATE INDEX idx_events_calendar_local ON events (calendar_id, start_time, end_time) WHERE time_zone IS NULL;
