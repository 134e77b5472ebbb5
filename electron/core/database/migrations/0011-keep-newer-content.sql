-- What a package of a newer minor version brought and this version does not know: kept whole, merged by the same rule, carried
-- on in what is sent, and taken over into the ordinary tables by the version that knows it.

-- Records of registers that are not declared here; `content` is their line of the package, versions and all.
CREATE TABLE newer_record (
  id TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  content TEXT NOT NULL,
  change_number INTEGER NOT NULL
) STRICT;
CREATE INDEX newer_record_owner ON newer_record (owner, register, id);

-- Filings, verdicts and comments about such records.
CREATE TABLE newer_fact (
  id TEXT NOT NULL PRIMARY KEY,
  part TEXT NOT NULL CHECK (part IN ('filing', 'review', 'comment')),
  record TEXT NOT NULL,
  office TEXT NOT NULL,
  content TEXT NOT NULL,
  change_number INTEGER NOT NULL
) STRICT;
CREATE INDEX newer_fact_record ON newer_fact (record);

-- Which ordinary records hold fields or child tables that are not declared here (their versions stand beside the typed columns).
CREATE TABLE newer_part (
  record TEXT NOT NULL PRIMARY KEY,
  fields INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
