-- How an officer matched the columns of a units' table, by the signature of its heading; known again when the next one comes.
CREATE TABLE sheet_match (
  signature TEXT NOT NULL PRIMARY KEY CHECK (length(signature) = 64),
  -- JSON: heading of a column → field key, or null where it is left out
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  money_unit TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
