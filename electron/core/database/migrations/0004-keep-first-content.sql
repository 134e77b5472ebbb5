-- What a record held when it came to be. History names it by its digest; while the record is untouched its row is that very
-- content, so it is written here only once the row is about to change.
CREATE TABLE first_content (
  digest TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER first_content_no_update BEFORE UPDATE ON first_content
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
CREATE TRIGGER first_content_no_delete BEFORE DELETE ON first_content
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
