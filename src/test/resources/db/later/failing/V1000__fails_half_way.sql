ALTER TABLE calendars ADD COLUMN mood text;
UPDATE calendars SET mood = 'calm';
UPDATE calendars SET no_such_column = 1;
