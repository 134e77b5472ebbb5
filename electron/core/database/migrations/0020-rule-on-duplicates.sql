-- 重复认定: which record of several offices counts, and which are linked to it. Follows from the records' own versions; kept here so
-- that counts and lists need not read them.
CREATE TABLE duplicate_ruling (
  record TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('counted', 'linked')),
  -- The record that counts; of that one, itself.
  target TEXT NOT NULL,
  -- The local commit that brought it.
  change_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_ruling_target ON duplicate_ruling (target);
CREATE INDEX duplicate_ruling_register ON duplicate_ruling (register, role);

-- What a first officer proposes about records that look like one item, where the office wants a second look. Stays in this workspace.
CREATE TABLE duplicate_proposal (
  -- The records' ids, in order, as JSON.
  records TEXT NOT NULL PRIMARY KEY,
  -- The one to count; null where they are said not to be one item.
  counted TEXT,
  at TEXT NOT NULL,
  officer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
