-- What waits for a verdict, one narrow line a record, so that the queue is sorted, filtered and counted without reading the registers.
-- It follows from the registers' tables and is kept by triggers, whatever writes them.
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

-- Comment threads whose last question was answered and not closed since.
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
CREATE TRIGGER project_awaits_from_update AFTER UPDATE OF filing_state, problems ON project
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
CREATE TRIGGER platform_awaits_from_update AFTER UPDATE OF filing_state, problems ON platform
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
CREATE TRIGGER alliance_awaits_from_update AFTER UPDATE OF filing_state, problems ON alliance
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
CREATE TRIGGER achievement_awaits_from_update AFTER UPDATE OF filing_state, problems ON achievement
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
CREATE TRIGGER ip_awaits_from_update AFTER UPDATE OF filing_state, problems ON ip
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
CREATE TRIGGER standard_awaits_from_update AFTER UPDATE OF filing_state, problems ON standard
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
CREATE TRIGGER enterprise_awaits_from_update AFTER UPDATE OF filing_state, problems ON enterprise
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
CREATE TRIGGER talent_awaits_from_update AFTER UPDATE OF filing_state, problems ON talent
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
CREATE TRIGGER finance_awaits_from_update AFTER UPDATE OF filing_state, problems ON finance
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
CREATE TRIGGER activity_awaits_from_update AFTER UPDATE OF filing_state, problems ON activity
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
CREATE TRIGGER policy_awaits_from_update AFTER UPDATE OF filing_state, problems ON policy
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
CREATE TRIGGER pilot_awaits_from_update AFTER UPDATE OF filing_state, problems ON pilot
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
CREATE TRIGGER cooperation_awaits_from_update AFTER UPDATE OF filing_state, problems ON cooperation
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

-- What waits already, by the triggers themselves.
UPDATE project SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE platform SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE alliance SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE achievement SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE ip SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE standard SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE enterprise SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE talent SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE finance SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE activity SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE policy SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE pilot SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
UPDATE cooperation SET filing_state = filing_state WHERE live = 1 AND filing_state = 'submitted';
