-- What other records make wrong with a record, group by group; the sentence stands with the record's other problems.
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

-- How many problems of each rule the records bear, so that no page counts them anew.
CREATE TABLE problem_count (
  register TEXT NOT NULL,
  owner TEXT NOT NULL,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  explained INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (register, owner, rule, severity, explained)
) STRICT, WITHOUT ROWID;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'project', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM project, json_each(project.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'platform', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM platform, json_each(platform.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'achievement', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM achievement, json_each(achievement.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'ip', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM ip, json_each(ip.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'enterprise', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM enterprise, json_each(enterprise.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'narrative', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM narrative, json_each(narrative.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'alliance', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM alliance, json_each(alliance.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'standard', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM standard, json_each(standard.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'talent', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM talent, json_each(talent.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'finance', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM finance, json_each(finance.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'activity', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM activity, json_each(activity.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'policy', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM policy, json_each(policy.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'pilot', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM pilot, json_each(pilot.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
INSERT INTO problem_count (register, owner, rule, severity, explained, count)
  SELECT 'cooperation', owner, problem.value ->> 'rule', problem.value ->> 'severity', coalesce(problem.value ->> 'explained', 0), count(*)
    FROM cooperation, json_each(cooperation.problems) AS problem WHERE problems IS NOT NULL GROUP BY 2, 3, 4, 5;
