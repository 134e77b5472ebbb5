-- What a received package built on, so that a base that is not here (any more) is asked for.
ALTER TABLE received_package ADD COLUMN base TEXT;

-- What another office asked for in its latest package: a full one, or evidence that it does not have.
CREATE TABLE office_request (
  office TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
