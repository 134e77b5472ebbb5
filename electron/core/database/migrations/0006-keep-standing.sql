-- How each filed record stood by the filings of the periods up to one: what figures as of a period's end count. It follows
-- from filings and reviews, and is kept so that those figures cost no more than the present ones.
CREATE TABLE standing (
  record TEXT NOT NULL,
  since TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned')),
  PRIMARY KEY (record, since)
) STRICT, WITHOUT ROWID;
