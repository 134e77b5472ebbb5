-- 撤回报送: what an office says of a package of its own that it takes back. `replica` is the machine that filed; with office and number
-- it names the filings of that package.
CREATE TABLE filing_withdrawal (
  fingerprint TEXT NOT NULL,
  office TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  replica TEXT NOT NULL,
  period TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL,
  PRIMARY KEY (fingerprint, office)
) STRICT, WITHOUT ROWID;
CREATE INDEX filing_withdrawal_filing ON filing_withdrawal (office, sequence, replica);
CREATE INDEX filing_sequence ON filing (office, sequence);
