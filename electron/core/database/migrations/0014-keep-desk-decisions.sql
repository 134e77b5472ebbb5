-- What an officer decided of a package at the receiving desk without taking it in: held (暂存) or declined (拒收), with his words.
CREATE TABLE desk_decision (
  fingerprint TEXT NOT NULL PRIMARY KEY,
  decision TEXT NOT NULL CHECK (decision IN ('held', 'declined')),
  note TEXT NOT NULL,
  -- The package as it was examined, JSON.
  desk TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
