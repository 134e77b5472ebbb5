-- The office's own keys: the public ones for everybody to read, the private ones in a file of their own that a passphrase may seal.

-- The newest is the one in use; the former ones stay, for packages that were written to them or signed with them.
CREATE TABLE own_key (
  number INTEGER PRIMARY KEY,
  age_recipient TEXT NOT NULL,
  minisign_public_key TEXT NOT NULL UNIQUE,
  made_at TEXT NOT NULL,
  -- The statement that it came in place of the one before it, as JSON; null for the first.
  change TEXT
) STRICT;

-- Identity files of the public age program, sealed or not. More than one only where the passphrase of an earlier one was forgotten.
CREATE TABLE key_file (
  number INTEGER PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

INSERT INTO own_key (number, age_recipient, minisign_public_key, made_at)
SELECT 1, recipient.value, signer.value, coalesce((SELECT value FROM setting WHERE name = 'created_at'), '')
FROM setting AS recipient, setting AS signer
WHERE recipient.name = 'age_recipient' AND signer.name = 'minisign_public_key';

INSERT INTO key_file (number, content)
SELECT 1, '# ' || recipient.value || char(10) || '# ' || signer.value || char(10) || identity.value || char(10)
  || '# ' || replace(trim(secret.value, char(10)), char(10), char(10) || '# ') || char(10)
FROM setting AS recipient, setting AS signer, setting AS identity, setting AS secret
WHERE recipient.name = 'age_recipient' AND signer.name = 'minisign_public_key'
  AND identity.name = 'age_identity' AND secret.name = 'minisign_secret_key';

-- A backup of this version's forerunner whose keys were sealed afterwards.
INSERT INTO key_file (number, content) SELECT 1, value FROM setting WHERE name = 'sealed_key_file';

DELETE FROM setting
WHERE name IN ('age_identity', 'age_recipient', 'minisign_secret_key', 'minisign_public_key', 'sealed_key_file');

-- Keys of other offices: when and why one was given up, and what its office says about the change.
CREATE TABLE office_key_kept (
  office TEXT NOT NULL,
  age_recipient TEXT NOT NULL,
  minisign_public_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  -- changed: came in place of a known one and nobody confirmed it yet; succeeded: the same, and the former key signed for it.
  state TEXT NOT NULL CHECK (state IN ('confirmed', 'unconfirmed', 'changed', 'succeeded')),
  seen_at TEXT NOT NULL,
  -- Null while it is in use. Of a key that fell into other hands, packages written later are no longer believed.
  ended_at TEXT,
  end_reason TEXT CHECK (end_reason IN ('rotation', 'lost', 'compromised')),
  -- The office's statements about the keys before this one, a JSON array.
  changes TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (office, fingerprint)
) STRICT, WITHOUT ROWID;

INSERT INTO office_key_kept (office, age_recipient, minisign_public_key, fingerprint, state, seen_at)
SELECT office, age_recipient, minisign_public_key, fingerprint, state, seen_at FROM office_key;
DROP TABLE office_key;
ALTER TABLE office_key_kept RENAME TO office_key;
