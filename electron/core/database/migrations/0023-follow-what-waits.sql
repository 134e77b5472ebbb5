-- A record that waits is listed anew with whatever is written of it, not only with its status: an update names only what it changes.

DROP TRIGGER project_awaits_from_update;
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

DROP TRIGGER platform_awaits_from_update;
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

DROP TRIGGER alliance_awaits_from_update;
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

DROP TRIGGER achievement_awaits_from_update;
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

DROP TRIGGER ip_awaits_from_update;
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

DROP TRIGGER standard_awaits_from_update;
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

DROP TRIGGER enterprise_awaits_from_update;
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

DROP TRIGGER talent_awaits_from_update;
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

DROP TRIGGER finance_awaits_from_update;
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

DROP TRIGGER activity_awaits_from_update;
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

DROP TRIGGER policy_awaits_from_update;
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

DROP TRIGGER pilot_awaits_from_update;
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

DROP TRIGGER cooperation_awaits_from_update;
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
