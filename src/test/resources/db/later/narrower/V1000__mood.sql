ALTER TABLE calendars ADD COLUMN mood text;
