-- Which record was merged into which, and which record of a former ledger one carries on. Follows from the records' own
-- versions; kept here so that both ends can be found.
CREATE TABLE record_link (
  record TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('merged', 'carried')),
  target TEXT NOT NULL,
  PRIMARY KEY (record, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_link_target ON record_link (target, kind);

-- Two records that look like one item, and of which a person said that they are not. Stays in this workspace.
CREATE TABLE distinct_pair (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;
