-- Drafts that stay at home when the rest is filed. Local, never travels; says nothing any more once a record was filed.
CREATE TABLE held_record (
  record TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL
) STRICT;

-- The files that packages were written as: each is sealed anew, so a copy is known by its own digest.
CREATE TABLE written_copy (
  sha256 TEXT NOT NULL PRIMARY KEY,
  package TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX written_copy_package ON written_copy (package);
