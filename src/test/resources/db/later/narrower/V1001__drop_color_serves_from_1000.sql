ALTER TABLE calendars DROP COLUMN color;
