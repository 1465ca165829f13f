-- Reads the rows that were there, which writers do not wait for.
ALTER TABLE changes VALIDATE CONSTRAINT changes_source_check;
