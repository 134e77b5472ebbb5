CREATE TRIGGER achievement_awaits_from_insert AFTER INSERT ON achievement
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'achievement', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.new_sales,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER achievement_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON achievement
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'achievement', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.new_sales,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE achievement (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  registration_number TEXT,
  name TEXT,
  kind TEXT,
  attribute TEXT,
  stage TEXT,
  form TEXT,
  keywords TEXT,
  research_start TEXT,
  research_end TEXT,
  completed_date TEXT,
  lead_unit TEXT,
  lead_unit_code TEXT,
  unit_nature TEXT,
  partner_units TEXT,
  researchers TEXT,
  county TEXT,
  high_tech_zone TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  source_project TEXT,
  recommender TEXT,
  evaluation_mode TEXT,
  evaluation_date TEXT,
  evaluation_unit TEXT,
  level TEXT,
  registration_unit TEXT,
  registration_date TEXT,
  awards TEXT,
  application_state TEXT,
  new_sales INTEGER,
  new_profit_tax INTEGER,
  transfer_turnover INTEGER,
  patent_count INTEGER,
  standard_count INTEGER,
  summary TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX achievement_change_number ON achievement (change_number);

CREATE INDEX achievement_changed ON achievement (owner) WHERE changed = 1;

CREATE INDEX achievement_edit_number ON achievement (edit_number);

CREATE INDEX achievement_natural_key ON achievement (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX achievement_owner ON achievement (owner, live, filing_state);

CREATE INDEX achievement_updated_at ON achievement (updated_at, id);

CREATE TABLE achievement_evidence (
  record TEXT NOT NULL REFERENCES achievement (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE achievement_reasons (
  record TEXT NOT NULL REFERENCES achievement (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE act (
  id TEXT NOT NULL PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  label TEXT NOT NULL,
  action TEXT NOT NULL,
  at TEXT NOT NULL,
  undone_by TEXT REFERENCES act (id),
  undoes TEXT REFERENCES act (id),
  package TEXT
) STRICT;

CREATE TRIGGER activity_awaits_from_insert AFTER INSERT ON activity
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'activity', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.prize_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER activity_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON activity
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'activity', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.prize_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE activity (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  name TEXT,
  kind TEXT,
  level TEXT,
  state TEXT,
  start_date TEXT,
  end_date TEXT,
  mode TEXT,
  venue TEXT,
  theme TEXT,
  international INTEGER,
  approval_document TEXT,
  organiser TEXT,
  organiser_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  undertaker TEXT,
  co_organisers TEXT,
  alliance TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  attendees INTEGER,
  online_views INTEGER,
  experts INTEGER,
  academicians INTEGER,
  foreign_guests INTEGER,
  enterprises INTEGER,
  entries INTEGER,
  winners INTEGER,
  prize_funds INTEGER,
  total_funds INTEGER,
  fiscal_funds INTEGER,
  self_funds INTEGER,
  sponsor_funds INTEGER,
  signed_projects INTEGER,
  signed_amount INTEGER,
  intentions INTEGER,
  published_results INTEGER,
  news_reports INTEGER,
  summary TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX activity_change_number ON activity (change_number);

CREATE INDEX activity_changed ON activity (owner) WHERE changed = 1;

CREATE INDEX activity_edit_number ON activity (edit_number);

CREATE INDEX activity_natural_key ON activity (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX activity_owner ON activity (owner, live, filing_state);

CREATE INDEX activity_updated_at ON activity (updated_at, id);

CREATE TABLE activity_evidence (
  record TEXT NOT NULL REFERENCES activity (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity_reasons (
  record TEXT NOT NULL REFERENCES activity (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER alliance_awaits_from_insert AFTER INSERT ON alliance
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'alliance', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.annual_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER alliance_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON alliance
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'alliance', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.annual_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE alliance (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  number TEXT,
  name TEXT,
  kind TEXT,
  level TEXT,
  state TEXT,
  founded_date TEXT,
  approval_date TEXT,
  approval_unit TEXT,
  approval_document TEXT,
  agreement_start TEXT,
  agreement_end TEXT,
  chain TEXT,
  incorporated INTEGER,
  alliance_code TEXT,
  lead_unit TEXT,
  lead_unit_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  leading_enterprise INTEGER,
  secretariat_unit TEXT,
  leader TEXT,
  secretary TEXT,
  expert_chair TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  member_count INTEGER,
  enterprise_members INTEGER,
  academic_members INTEGER,
  outside_members INTEGER,
  annual_funds INTEGER,
  fiscal_funds INTEGER,
  joint_projects INTEGER,
  joint_project_funds INTEGER,
  patent_pool INTEGER,
  pooled_patents INTEGER,
  standard_count INTEGER,
  activity_count INTEGER,
  trained INTEGER,
  evaluation_year INTEGER,
  evaluation_grade TEXT,
  summary TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX alliance_change_number ON alliance (change_number);

CREATE INDEX alliance_changed ON alliance (owner) WHERE changed = 1;

CREATE INDEX alliance_edit_number ON alliance (edit_number);

CREATE INDEX alliance_natural_key ON alliance (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX alliance_owner ON alliance (owner, live, filing_state);

CREATE INDEX alliance_updated_at ON alliance (updated_at, id);

CREATE TABLE alliance_evidence (
  record TEXT NOT NULL REFERENCES alliance (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE alliance_members (
  record TEXT NOT NULL REFERENCES alliance (id),
  row_id TEXT NOT NULL,
  name TEXT,
  code TEXT,
  nature TEXT,
  role TEXT,
  joined_date TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE alliance_reasons (
  record TEXT NOT NULL REFERENCES alliance (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW answered_thread AS
SELECT DISTINCT answer.record, answer.thread
FROM comment answer
WHERE answer.kind = 'answer'
  AND NOT EXISTS (
    SELECT 1 FROM comment later
    WHERE later.thread = answer.thread AND later.kind = 'open'
      AND (later.counter, later.replica) > (answer.counter, answer.replica)
  )
  AND NOT EXISTS (
    SELECT 1 FROM comment closing
    WHERE closing.thread = answer.thread AND closing.kind = 'close'
      AND NOT EXISTS (
        SELECT 1 FROM comment later
        WHERE later.thread = closing.thread AND later.kind = 'open'
          AND (later.counter, later.replica) > (closing.counter, closing.replica)
      )
  );

CREATE TABLE awaiting_review (
  record TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  owner TEXT NOT NULL,
  filed_at TEXT NOT NULL,
  filings INTEGER NOT NULL,
  round INTEGER NOT NULL,
  digest TEXT NOT NULL,
  natural_key TEXT,
  tech_field TEXT,
  plan_task TEXT,
  -- The register's first field of money, in 分.
  amount INTEGER,
  warned INTEGER NOT NULL CHECK (warned IN (0, 1)),
  answered INTEGER NOT NULL CHECK (answered IN (0, 1)),
  conflicted INTEGER NOT NULL CHECK (conflicted IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX awaiting_review_filed_at ON awaiting_review (filed_at, record);

CREATE TABLE comment (
  id TEXT NOT NULL PRIMARY KEY,
  thread TEXT NOT NULL,
  record TEXT NOT NULL,
  register TEXT NOT NULL,
  field TEXT,
  round INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'answer', 'close')),
  text TEXT NOT NULL,
  counter INTEGER NOT NULL,
  replica TEXT NOT NULL,
  at TEXT NOT NULL,
  office TEXT NOT NULL,
  officer TEXT NOT NULL,
  change_number INTEGER NOT NULL
) STRICT;

CREATE INDEX comment_change_number ON comment (change_number);

CREATE INDEX comment_record ON comment (record);

CREATE INDEX comment_thread ON comment (thread);

CREATE TABLE comment_template (
  scope TEXT NOT NULL CHECK (scope IN ('field', 'record')),
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (scope, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER cooperation_awaits_from_insert AFTER INSERT ON cooperation
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'cooperation', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.total_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER cooperation_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON cooperation
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'cooperation', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.total_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE cooperation (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  number TEXT,
  name TEXT,
  kind TEXT,
  state TEXT,
  signed_date TEXT,
  start_date TEXT,
  end_date TEXT,
  approval_document TEXT,
  opening_zone TEXT,
  domestic_unit TEXT,
  domestic_unit_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  partner_units TEXT,
  leader TEXT,
  contact TEXT,
  contact_phone TEXT,
  country TEXT,
  foreign_unit TEXT,
  foreign_name TEXT,
  foreign_nature TEXT,
  foreign_leader TEXT,
  tech_field TEXT,
  plan_task TEXT,
  source_project TEXT,
  direction TEXT,
  content TEXT,
  progress TEXT,
  base_address TEXT,
  base_area INTEGER,
  resident_projects INTEGER,
  returned_projects INTEGER,
  total_funds INTEGER,
  domestic_funds INTEGER,
  foreign_funds INTEGER,
  fiscal_funds INTEGER,
  technologies INTEGER,
  contract_turnover INTEGER,
  experts INTEGER,
  visits_out INTEGER,
  visits_in INTEGER,
  patent_count INTEGER,
  paper_count INTEGER,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX cooperation_change_number ON cooperation (change_number);

CREATE INDEX cooperation_changed ON cooperation (owner) WHERE changed = 1;

CREATE INDEX cooperation_edit_number ON cooperation (edit_number);

CREATE INDEX cooperation_natural_key ON cooperation (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX cooperation_owner ON cooperation (owner, live, filing_state);

CREATE INDEX cooperation_updated_at ON cooperation (updated_at, id);

CREATE TABLE cooperation_evidence (
  record TEXT NOT NULL REFERENCES cooperation (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cooperation_reasons (
  record TEXT NOT NULL REFERENCES cooperation (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE desk_decision (
  fingerprint TEXT NOT NULL PRIMARY KEY,
  decision TEXT NOT NULL CHECK (decision IN ('held', 'declined')),
  note TEXT NOT NULL,
  -- The package as it was examined, JSON.
  desk TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE distinct_pair (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL,
  PRIMARY KEY (one, other),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicate_proposal (
  -- The records' ids, in order, as JSON.
  records TEXT NOT NULL PRIMARY KEY,
  -- The one to count; null where they are said not to be one item.
  counted TEXT,
  at TEXT NOT NULL,
  officer TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicate_ruling (
  record TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('counted', 'linked')),
  -- The record that counts; of that one, itself.
  target TEXT NOT NULL,
  -- The local commit that brought it.
  change_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX duplicate_ruling_register ON duplicate_ruling (register, role);

CREATE INDEX duplicate_ruling_target ON duplicate_ruling (target);

CREATE TABLE edit (
  replica TEXT NOT NULL,
  counter INTEGER NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL,
  office TEXT NOT NULL,
  PRIMARY KEY (replica, counter)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER enterprise_awaits_from_insert AFTER INSERT ON enterprise
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'enterprise', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.registered_capital,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER enterprise_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON enterprise
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'enterprise', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.registered_capital,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE enterprise (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  credit_code TEXT,
  name TEXT,
  tier TEXT,
  scale TEXT,
  established_date TEXT,
  registered_capital INTEGER,
  county TEXT,
  high_tech_zone TEXT,
  address TEXT,
  legal_representative TEXT,
  main_products TEXT,
  certificate_number TEXT,
  certificate_date TEXT,
  certificate_expiry TEXT,
  enterprise_field TEXT,
  in_pool INTEGER,
  pool_year INTEGER,
  tech_field TEXT,
  plan_task TEXT,
  contact TEXT,
  contact_phone TEXT,
  business_year INTEGER,
  employees INTEGER,
  research_staff INTEGER,
  revenue INTEGER,
  high_tech_revenue INTEGER,
  research_spending INTEGER,
  patent_count INTEGER,
  invention_count INTEGER,
  extra_deduction INTEGER,
  research_subsidy INTEGER,
  commissioner TEXT,
  listing TEXT,
  stock_code TEXT,
  listing_date TEXT,
  summary TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
, industry TEXT, sme_number TEXT, net_profit INTEGER, tax_paid INTEGER, total_assets INTEGER, commissioner_unit TEXT, honours TEXT) STRICT;

CREATE INDEX enterprise_change_number ON enterprise (change_number);

CREATE INDEX enterprise_changed ON enterprise (owner) WHERE changed = 1;

CREATE INDEX enterprise_edit_number ON enterprise (edit_number);

CREATE INDEX enterprise_natural_key ON enterprise (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX enterprise_owner ON enterprise (owner, live, filing_state);

CREATE INDEX enterprise_updated_at ON enterprise (updated_at, id);

CREATE TABLE enterprise_evidence (
  record TEXT NOT NULL REFERENCES enterprise (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE enterprise_ladder (
  record TEXT NOT NULL REFERENCES enterprise (id),
  row_id TEXT NOT NULL,
  tier TEXT,
  entered_year INTEGER,
  document TEXT,
  expiry_date TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE enterprise_reasons (
  record TEXT NOT NULL REFERENCES enterprise (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence_file (
  sha256 TEXT NOT NULL PRIMARY KEY,
  size INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE filing (
  id TEXT NOT NULL PRIMARY KEY,
  record TEXT NOT NULL,
  register TEXT NOT NULL,
  round INTEGER NOT NULL,
  digest TEXT NOT NULL,
  content TEXT NOT NULL,
  period TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  counter INTEGER NOT NULL,
  replica TEXT NOT NULL,
  at TEXT NOT NULL,
  office TEXT NOT NULL,
  officer TEXT NOT NULL,
  change_number INTEGER NOT NULL
) STRICT;

CREATE INDEX filing_change_number ON filing (change_number);

CREATE INDEX filing_record ON filing (record);

CREATE INDEX filing_sequence ON filing (office, sequence);

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

CREATE TRIGGER finance_awaits_from_insert AFTER INSERT ON finance
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'finance', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.fiscal_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER finance_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON finance
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'finance', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.fiscal_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE finance (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  number TEXT,
  name TEXT,
  kind TEXT,
  level TEXT,
  state TEXT,
  occurred_date TEXT,
  approval_document TEXT,
  fiscal_funds INTEGER,
  enterprise TEXT,
  enterprise_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  tier TEXT,
  contact TEXT,
  contact_phone TEXT,
  institution TEXT,
  institution_code TEXT,
  institution_kind TEXT,
  tech_field TEXT,
  plan_task TEXT,
  source_project TEXT,
  loan_amount INTEGER,
  loan_rate INTEGER,
  loan_start TEXT,
  loan_end TEXT,
  guarantee TEXT,
  loan_use TEXT,
  loan_balance INTEGER,
  repaid_date TEXT,
  risk_share INTEGER,
  overdue_amount INTEGER,
  compensation INTEGER,
  provincial_compensation INTEGER,
  city_compensation INTEGER,
  compensation_date TEXT,
  interest_subsidy INTEGER,
  subsidy_year INTEGER,
  contest_name TEXT,
  contest_group TEXT,
  award TEXT,
  award_funds INTEGER,
  investment INTEGER,
  investment_round TEXT,
  equity_share INTEGER,
  new_sales INTEGER,
  summary TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX finance_change_number ON finance (change_number);

CREATE INDEX finance_changed ON finance (owner) WHERE changed = 1;

CREATE INDEX finance_edit_number ON finance (edit_number);

CREATE INDEX finance_natural_key ON finance (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX finance_owner ON finance (owner, live, filing_state);

CREATE INDEX finance_updated_at ON finance (updated_at, id);

CREATE TABLE finance_evidence (
  record TEXT NOT NULL REFERENCES finance (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE finance_reasons (
  record TEXT NOT NULL REFERENCES finance (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER first_content_no_delete BEFORE DELETE ON first_content
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TRIGGER first_content_no_update BEFORE UPDATE ON first_content
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TABLE first_content (
  digest TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE first_look (
  record TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'return')),
  note TEXT,
  -- Comments at fields that become part of the verdict, as JSON: [{field, text}].
  fields TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL,
  -- Why another officer sent it back to the first; null while it waits for the second look.
  back_note TEXT,
  back_at TEXT,
  back_officer TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE held_record (
  record TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL
) STRICT;

CREATE TRIGGER history_no_delete BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TRIGGER history_no_replace BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE sequence = NEW.sequence)
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TRIGGER history_no_update BEFORE UPDATE ON history
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TABLE history (
  sequence INTEGER NOT NULL PRIMARY KEY,
  act TEXT NOT NULL REFERENCES act (id),
  at TEXT NOT NULL,
  officer TEXT NOT NULL,
  office TEXT NOT NULL,
  action TEXT NOT NULL,
  register TEXT NOT NULL,
  record TEXT NOT NULL,
  source TEXT,
  changes TEXT NOT NULL,
  previous TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

CREATE INDEX history_act ON history (act);

CREATE INDEX history_record ON history (record, sequence);

CREATE TRIGGER ip_awaits_from_insert AFTER INSERT ON ip
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'ip', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.transfer_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER ip_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON ip
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'ip', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.transfer_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE ip (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  number TEXT,
  name TEXT,
  kind TEXT,
  state TEXT,
  application_number TEXT,
  certificate_number TEXT,
  application_date TEXT,
  grant_date TEXT,
  expiry_date TEXT,
  publication_number TEXT,
  main_class TEXT,
  holder TEXT,
  holder_code TEXT,
  unit_nature TEXT,
  co_holders TEXT,
  inventors TEXT,
  county TEXT,
  high_tech_zone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  source_project TEXT,
  acquisition TEXT,
  ip_class TEXT,
  abroad INTEGER,
  patent_pool TEXT,
  standard_essential INTEGER,
  transfer_date TEXT,
  transferee TEXT,
  transfer_funds INTEGER,
  summary TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX ip_change_number ON ip (change_number);

CREATE INDEX ip_changed ON ip (owner) WHERE changed = 1;

CREATE INDEX ip_edit_number ON ip (edit_number);

CREATE INDEX ip_natural_key ON ip (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX ip_owner ON ip (owner, live, filing_state);

CREATE INDEX ip_updated_at ON ip (updated_at, id);

CREATE TABLE ip_evidence (
  record TEXT NOT NULL REFERENCES ip (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ip_reasons (
  record TEXT NOT NULL REFERENCES ip (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_file (
  number INTEGER PRIMARY KEY,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE known_unit (
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  search TEXT NOT NULL,
  PRIMARY KEY (name, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE narrative (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  kind TEXT,
  subject TEXT,
  period TEXT,
  text TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX narrative_change_number ON narrative (change_number);

CREATE INDEX narrative_changed ON narrative (owner) WHERE changed = 1;

CREATE INDEX narrative_edit_number ON narrative (edit_number);

CREATE INDEX narrative_natural_key ON narrative (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX narrative_owner ON narrative (owner, live, filing_state);

CREATE INDEX narrative_updated_at ON narrative (updated_at, id);

CREATE TABLE newer_fact (
  id TEXT NOT NULL PRIMARY KEY,
  part TEXT NOT NULL CHECK (part IN ('filing', 'review', 'comment')),
  record TEXT NOT NULL,
  office TEXT NOT NULL,
  content TEXT NOT NULL,
  change_number INTEGER NOT NULL
) STRICT;

CREATE INDEX newer_fact_record ON newer_fact (record);

CREATE TABLE newer_part (
  record TEXT NOT NULL PRIMARY KEY,
  fields INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE newer_record (
  id TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL CHECK (live IN (0, 1)),
  content TEXT NOT NULL,
  change_number INTEGER NOT NULL
) STRICT;

CREATE INDEX newer_record_owner ON newer_record (owner, register, id);

CREATE TABLE "office_key" (
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

CREATE TABLE office_request (
  office TEXT NOT NULL PRIMARY KEY,
  content TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE own_key (
  number INTEGER PRIMARY KEY,
  age_recipient TEXT NOT NULL,
  minisign_public_key TEXT NOT NULL UNIQUE,
  made_at TEXT NOT NULL,
  -- The statement that it came in place of the one before it, as JSON; null for the first.
  change TEXT
) STRICT;

CREATE TRIGGER pilot_awaits_from_insert AFTER INSERT ON pilot
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'pilot', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.total_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER pilot_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON pilot
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'pilot', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.total_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE pilot (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  number TEXT,
  name TEXT,
  kind TEXT,
  level TEXT,
  state TEXT,
  approval_date TEXT,
  approval_unit TEXT,
  approval_document TEXT,
  start_date TEXT,
  end_date TEXT,
  acceptance_date TEXT,
  lead_unit TEXT,
  lead_unit_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  partner_units TEXT,
  leader TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  application_field TEXT,
  source_project TEXT,
  content TEXT,
  progress TEXT,
  total_funds INTEGER,
  fiscal_funds INTEGER,
  self_funds INTEGER,
  invested_funds INTEGER,
  site_count INTEGER,
  covered_enterprises INTEGER,
  covered_people INTEGER,
  new_output INTEGER,
  new_jobs INTEGER,
  experience TEXT,
  promotion_scope TEXT,
  promoted_date TEXT,
  promoted_by TEXT,
  visits INTEGER,
  news_reports INTEGER,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX pilot_change_number ON pilot (change_number);

CREATE INDEX pilot_changed ON pilot (owner) WHERE changed = 1;

CREATE INDEX pilot_edit_number ON pilot (edit_number);

CREATE INDEX pilot_natural_key ON pilot (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX pilot_owner ON pilot (owner, live, filing_state);

CREATE INDEX pilot_updated_at ON pilot (updated_at, id);

CREATE TABLE pilot_evidence (
  record TEXT NOT NULL REFERENCES pilot (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pilot_reasons (
  record TEXT NOT NULL REFERENCES pilot (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pilot_sites (
  record TEXT NOT NULL REFERENCES pilot (id),
  row_id TEXT NOT NULL,
  name TEXT,
  unit TEXT,
  place TEXT,
  opened_date TEXT,
  invested_funds INTEGER,
  effect TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER platform_awaits_from_insert AFTER INSERT ON platform
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'platform', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.equipment_value,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER platform_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON platform
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'platform', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.equipment_value,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE platform (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  number TEXT,
  name TEXT,
  kind TEXT,
  level TEXT,
  state TEXT,
  approval_date TEXT,
  approval_document TEXT,
  supervisor TEXT,
  build_start TEXT,
  build_end TEXT,
  operating_mode TEXT,
  leading_element TEXT,
  host_unit TEXT,
  host_unit_code TEXT,
  unit_nature TEXT,
  partner_units TEXT,
  investors TEXT,
  county TEXT,
  high_tech_zone TEXT,
  leader TEXT,
  leader_phone TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  research_directions TEXT,
  permanent_staff INTEGER,
  senior_staff INTEGER,
  doctor_staff INTEGER,
  floor_area INTEGER,
  equipment_value INTEGER,
  research_spending INTEGER,
  project_count INTEGER,
  ip_count INTEGER,
  achievement_count INTEGER,
  served_enterprises INTEGER,
  incubated_enterprises INTEGER,
  contract_turnover INTEGER,
  evaluation_year INTEGER,
  evaluation_grade TEXT,
  summary TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
, standard_count INTEGER, academic_chair TEXT, academic_members INTEGER, visiting_staff INTEGER, open_topics INTEGER, open_topic_funds INTEGER, core_technologies INTEGER, upgraded_to TEXT, upgraded_date TEXT, national_name TEXT, national_approver TEXT, contract_count INTEGER, brokers INTEGER, cma_number TEXT, cma_expiry TEXT, cnas_number TEXT, cnas_expiry TEXT, test_items INTEGER, test_reports INTEGER, leading_enterprise INTEGER, developers INTEGER, open_resources INTEGER, alliance TEXT, alliance_members INTEGER, pooled_patents INTEGER, pool_income INTEGER, base_kind TEXT, legal_entity TEXT, registered_capital INTEGER, member_units INTEGER, parent_institute TEXT, legal_form TEXT, research_staff INTEGER, total_income INTEGER, service_income INTEGER, spin_offs INTEGER, incubator_nature TEXT, incubator_kind TEXT, university TEXT, faculty_enterprises INTEGER, graduated_enterprises INTEGER, overseas_enterprises INTEGER, incubated_income INTEGER, incubated_research INTEGER, incubated_grants INTEGER, venture_capital INTEGER, funded_enterprises INTEGER, managers INTEGER, professional_managers INTEGER, graduate_managers INTEGER, overseas_managers INTEGER, office_area INTEGER, incubation_area INTEGER, public_area INTEGER, other_area INTEGER, teams INTEGER, team_members INTEGER, startups INTEGER, startup_jobs INTEGER, mentors INTEGER, invested_total INTEGER, invested_fiscal INTEGER, invested_enterprise INTEGER, invested_social INTEGER, invested_other INTEGER, incubator_income INTEGER, income_service INTEGER, income_property INTEGER, income_investment INTEGER, income_other INTEGER, net_profit INTEGER, taxes INTEGER, fiscal_grants INTEGER, fixed_assets INTEGER, fixed_assets_net INTEGER, incubation_fund INTEGER, fund_note TEXT) STRICT;

CREATE INDEX platform_change_number ON platform (change_number);

CREATE INDEX platform_changed ON platform (owner) WHERE changed = 1;

CREATE INDEX platform_edit_number ON platform (edit_number);

CREATE INDEX platform_natural_key ON platform (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX platform_owner ON platform (owner, live, filing_state);

CREATE INDEX platform_updated_at ON platform (updated_at, id);

CREATE TABLE platform_evidence (
  record TEXT NOT NULL REFERENCES platform (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE platform_reasons (
  record TEXT NOT NULL REFERENCES platform (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER policy_awaits_from_insert AFTER INSERT ON policy
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'policy', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.planned_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER policy_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON policy
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'policy', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.planned_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE policy (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  name TEXT,
  document_number TEXT,
  kind TEXT,
  level TEXT,
  state TEXT,
  issue_date TEXT,
  effective_date TEXT,
  expiry_date TEXT,
  publicity TEXT,
  dedicated INTEGER,
  keywords TEXT,
  issuer TEXT,
  issuer_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  joint_issuers TEXT,
  department TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  measures TEXT,
  support_modes TEXT,
  targets TEXT,
  planned_funds INTEGER,
  paid_funds INTEGER,
  provincial_funds INTEGER,
  beneficiaries INTEGER,
  supported_projects INTEGER,
  host_unit TEXT,
  experts INTEGER,
  reports INTEGER,
  adopted_advice INTEGER,
  meetings INTEGER,
  trainings INTEGER,
  progress TEXT,
  effect TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX policy_change_number ON policy (change_number);

CREATE INDEX policy_changed ON policy (owner) WHERE changed = 1;

CREATE INDEX policy_edit_number ON policy (edit_number);

CREATE INDEX policy_natural_key ON policy (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX policy_owner ON policy (owner, live, filing_state);

CREATE INDEX policy_updated_at ON policy (updated_at, id);

CREATE TABLE policy_evidence (
  record TEXT NOT NULL REFERENCES policy (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_reasons (
  record TEXT NOT NULL REFERENCES policy (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem_count (
  register TEXT NOT NULL,
  owner TEXT NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  explained INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (register, owner, rule, severity, explained)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER project_awaits_from_insert AFTER INSERT ON project
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'project', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.total_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER project_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON project
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'project', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.total_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE project (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  number TEXT,
  name TEXT,
  programme TEXT,
  kind TEXT,
  stage TEXT,
  approval_year INTEGER,
  approval_date TEXT,
  approval_document TEXT,
  start_date TEXT,
  end_date TEXT,
  lead_unit TEXT,
  lead_unit_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  recommender TEXT,
  partner_units TEXT,
  leader TEXT,
  leader_title TEXT,
  leader_phone TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  application_field TEXT,
  industry_field TEXT,
  total_funds INTEGER,
  provincial_funds INTEGER,
  self_funds INTEGER,
  other_funds INTEGER,
  received_funds INTEGER,
  spent_funds INTEGER,
  funds_scheme TEXT,
  keywords TEXT,
  summary TEXT,
  progress TEXT,
  start_trl TEXT,
  current_trl TEXT,
  target_trl TEXT,
  acceptance_date TEXT,
  acceptance_conclusion TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
, application_number TEXT, contract_number TEXT, batch TEXT, second_recommender TEXT, guide_direction TEXT, discipline TEXT, separate_account INTEGER, ethics INTEGER, publicity_date TEXT, contract_date TEXT, pledge INTEGER, midterm_date TEXT, midterm_grade TEXT, stopped_date TEXT, stopped_reason TEXT, acceptance_applied TEXT, acceptance_unit TEXT, acceptance_number TEXT, technical_report TEXT, new_sales INTEGER, new_profit_tax INTEGER) STRICT;

CREATE INDEX project_change_number ON project (change_number);

CREATE INDEX project_changed ON project (owner) WHERE changed = 1;

CREATE INDEX project_edit_number ON project (edit_number);

CREATE INDEX project_natural_key ON project (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX project_owner ON project (owner, live, filing_state);

CREATE INDEX project_updated_at ON project (updated_at, id);

CREATE TABLE project_annual_reports (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  year INTEGER,
  report_date TEXT,
  grade TEXT,
  progress TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_budget (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  subject TEXT,
  budgeted INTEGER,
  provincial_funds INTEGER,
  self_funds INTEGER,
  other_funds INTEGER,
  spent_funds INTEGER,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_changes (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  kind TEXT,
  grade TEXT,
  applied_date TEXT,
  before TEXT,
  after TEXT,
  reason TEXT,
  approval_level TEXT,
  approval_date TEXT,
  approval_document TEXT,
  state TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_evidence (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_indicators (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  kind TEXT,
  name TEXT,
  unit TEXT,
  target INTEGER,
  achieved INTEGER,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_participants (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  name TEXT,
  role TEXT,
  unit TEXT,
  title TEXT,
  work_share INTEGER,
  duty TEXT, gender TEXT, birth_year INTEGER, education TEXT, position TEXT, speciality TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_reasons (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE project_yearly_funds (
  record TEXT NOT NULL REFERENCES project (id),
  row_id TEXT NOT NULL,
  year INTEGER,
  total_funds INTEGER,
  provincial_funds INTEGER,
  self_funds INTEGER,
  other_funds INTEGER,
  received_funds INTEGER,
  spent_funds INTEGER,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE received_package (
  fingerprint TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  from_office TEXT NOT NULL,
  period TEXT,
  sequence INTEGER NOT NULL,
  previous TEXT,
  outcome TEXT NOT NULL CHECK (outcome IN ('received', 'undone')),
  act TEXT REFERENCES act (id),
  classes TEXT NOT NULL,
  summary TEXT NOT NULL,
  created_at TEXT NOT NULL,
  at TEXT NOT NULL,
  officer TEXT NOT NULL
, base TEXT, part TEXT) STRICT;

CREATE INDEX received_package_from ON received_package (from_office, kind, sequence);

CREATE TABLE record_link (
  record TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('merged', 'carried')),
  target TEXT NOT NULL,
  PRIMARY KEY (record, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX record_link_target ON record_link (target, kind);

CREATE TABLE review (
  id TEXT NOT NULL PRIMARY KEY,
  record TEXT NOT NULL,
  register TEXT NOT NULL,
  round INTEGER NOT NULL,
  digest TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'return', 'unlock')),
  note TEXT,
  counter INTEGER NOT NULL,
  replica TEXT NOT NULL,
  at TEXT NOT NULL,
  office TEXT NOT NULL,
  officer TEXT NOT NULL,
  change_number INTEGER NOT NULL
) STRICT;

CREATE INDEX review_change_number ON review (change_number);

CREATE INDEX review_record ON review (record);

CREATE TABLE saved_view (
  id TEXT NOT NULL PRIMARY KEY,
  register TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  UNIQUE (register, name)
) STRICT;

CREATE TABLE sent_package (
  id TEXT NOT NULL PRIMARY KEY,
  fingerprint TEXT UNIQUE,
  kind TEXT NOT NULL,
  to_office TEXT,
  period TEXT,
  sequence INTEGER NOT NULL,
  manifest TEXT NOT NULL,
  evidence TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  acknowledged_at TEXT,
  at TEXT NOT NULL,
  officer TEXT NOT NULL
, written_here INTEGER NOT NULL DEFAULT 1, slices TEXT) STRICT;

CREATE INDEX sent_package_to ON sent_package (to_office, sequence);

CREATE TABLE set_problem (
  rule TEXT NOT NULL,
  owner TEXT NOT NULL,
  group_key TEXT NOT NULL,
  value TEXT NOT NULL,
  record TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (rule, owner, group_key, value, record, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX set_problem_record ON set_problem (record);

CREATE TABLE setting (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sheet_match (
  signature TEXT NOT NULL PRIMARY KEY CHECK (length(signature) = 64),
  -- JSON: heading of a column → field key, or null where it is left out
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  money_unit TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TRIGGER standard_awaits_from_insert AFTER INSERT ON standard
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'standard', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.new_sales,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER standard_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON standard
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'standard', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.new_sales,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE standard (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  number TEXT,
  name TEXT,
  english_name TEXT,
  level TEXT,
  nature TEXT,
  state TEXT,
  role TEXT,
  ics_class TEXT,
  ccs_class TEXT,
  plan_number TEXT,
  initiated_date TEXT,
  publish_date TEXT,
  effective_date TEXT,
  abolished_date TEXT,
  publisher TEXT,
  committee TEXT,
  replaces TEXT,
  adopts TEXT,
  lead_unit TEXT,
  lead_unit_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  drafting_rank INTEGER,
  partner_units TEXT,
  drafters TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  source_project TEXT,
  source_platform TEXT,
  scope TEXT,
  essential_patents INTEGER,
  patents TEXT,
  implementing_units INTEGER,
  new_sales INTEGER,
  subsidy INTEGER,
  awards TEXT,
  effect TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX standard_change_number ON standard (change_number);

CREATE INDEX standard_changed ON standard (owner) WHERE changed = 1;

CREATE INDEX standard_edit_number ON standard (edit_number);

CREATE INDEX standard_natural_key ON standard (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX standard_owner ON standard (owner, live, filing_state);

CREATE INDEX standard_updated_at ON standard (updated_at, id);

CREATE TABLE standard_evidence (
  record TEXT NOT NULL REFERENCES standard (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE standard_reasons (
  record TEXT NOT NULL REFERENCES standard (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE standing (
  record TEXT NOT NULL,
  since TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned')),
  PRIMARY KEY (record, since)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER talent_awaits_from_insert AFTER INSERT ON talent
WHEN new.live = 1 AND new.filing_state = 'submitted'
BEGIN
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'talent', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.total_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted;
END;

CREATE TRIGGER talent_awaits_from_update
AFTER UPDATE OF live, filing_state, round, open_comments, conflicted, problems, digest ON talent
WHEN new.filing_state = 'submitted' OR old.filing_state = 'submitted'
BEGIN
  DELETE FROM awaiting_review WHERE record = new.id AND (new.live <> 1 OR new.filing_state <> 'submitted');
  INSERT OR REPLACE INTO awaiting_review
  SELECT new.id, 'talent', new.owner,
    coalesce((SELECT max(at) FROM filing WHERE record = new.id), ''), (SELECT count(*) FROM filing WHERE record = new.id),
    new.round, new.digest, new.natural_key, new.tech_field, new.plan_task, new.total_funds,
    coalesce(instr(new.problems, '"severity":"warning"'), 0) > 0,
    new.open_comments > 0 AND EXISTS (SELECT 1 FROM answered_thread WHERE record = new.id), new.conflicted
  WHERE new.live = 1 AND new.filing_state = 'submitted';
END;

CREATE TABLE talent (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  live INTEGER NOT NULL,
  name TEXT,
  kind TEXT,
  programme TEXT,
  level TEXT,
  state TEXT,
  selected_date TEXT,
  batch TEXT,
  approval_document TEXT,
  term_start TEXT,
  term_end TEXT,
  arrival_mode TEXT,
  arrival_date TEXT,
  former_unit TEXT,
  months_per_year INTEGER,
  offshore_base TEXT,
  employer TEXT,
  employer_code TEXT,
  unit_nature TEXT,
  county TEXT,
  high_tech_zone TEXT,
  partner_units TEXT,
  contact TEXT,
  contact_phone TEXT,
  tech_field TEXT,
  plan_task TEXT,
  source_project TEXT,
  gender TEXT,
  birth_year INTEGER,
  nationality TEXT,
  education TEXT,
  degree TEXT,
  school TEXT,
  speciality TEXT,
  title TEXT,
  position TEXT,
  total_funds INTEGER,
  provincial_funds INTEGER,
  city_funds INTEGER,
  unit_funds INTEGER,
  received_funds INTEGER,
  team_size INTEGER,
  enrolment INTEGER,
  trained INTEGER,
  project_count INTEGER,
  patent_count INTEGER,
  paper_count INTEGER,
  new_sales INTEGER,
  evaluation_year INTEGER,
  evaluation_grade TEXT,
  summary TEXT,
  secrecy TEXT,
  remark TEXT,
  provincial_number TEXT,
  provincial_note TEXT,
  filing_state TEXT NOT NULL,
  changed INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  conflicted INTEGER NOT NULL,
  round INTEGER NOT NULL,
  open_comments INTEGER NOT NULL,
  natural_key TEXT,
  errors INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  problems TEXT,
  search TEXT NOT NULL,
  digest TEXT NOT NULL,
  versions TEXT NOT NULL,
  change_number INTEGER NOT NULL,
  edit_number INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX talent_change_number ON talent (change_number);

CREATE INDEX talent_changed ON talent (owner) WHERE changed = 1;

CREATE INDEX talent_edit_number ON talent (edit_number);

CREATE INDEX talent_natural_key ON talent (natural_key) WHERE natural_key IS NOT NULL;

CREATE INDEX talent_owner ON talent (owner, live, filing_state);

CREATE INDEX talent_updated_at ON talent (updated_at, id);

CREATE TABLE talent_evidence (
  record TEXT NOT NULL REFERENCES talent (id),
  row_id TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  size INTEGER,
  media_type TEXT,
  sha256 TEXT,
  note TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE talent_reasons (
  record TEXT NOT NULL REFERENCES talent (id),
  row_id TEXT NOT NULL,
  text TEXT,
  PRIMARY KEY (record, row_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE written_copy (
  sha256 TEXT NOT NULL PRIMARY KEY,
  package TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE INDEX written_copy_package ON written_copy (package);
