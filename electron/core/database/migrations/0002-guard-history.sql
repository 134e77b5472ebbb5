-- INSERT OR REPLACE takes a line out without the DELETE trigger being asked.
CREATE TRIGGER history_no_replace BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE sequence = NEW.sequence)
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
