-- Reads the rows that were there, which writers do not wait for.
ALTER TABLE event_series VALIDATE CONSTRAINT event_series_sequence_check;
