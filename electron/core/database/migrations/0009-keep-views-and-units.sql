-- Lists as an officer keeps them: columns, filter and order under a name. Local, never travels.
CREATE TABLE saved_view (
  id TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (register, name)
) STRICT;

-- Units that the registers name together with their 统一社会信用代码, for recall while writing. Follows from the registers:
-- what changed after the change number kept in the settings is looked up and added.
CREATE TABLE known_unit (
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  search TEXT NOT NULL,
  PRIMARY KEY (name, code)
) STRICT, WITHOUT ROWID;
