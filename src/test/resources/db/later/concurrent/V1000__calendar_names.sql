CREATE INDEX CONCURRENTLY idx_calendars_name ON calendars (name);
