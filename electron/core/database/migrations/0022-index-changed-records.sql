-- What changed since it was filed is found without going through all of an office's records.
CREATE INDEX achievement_changed ON achievement (owner) WHERE changed = 1;
CREATE INDEX activity_changed ON activity (owner) WHERE changed = 1;
CREATE INDEX alliance_changed ON alliance (owner) WHERE changed = 1;
CREATE INDEX cooperation_changed ON cooperation (owner) WHERE changed = 1;
CREATE INDEX enterprise_changed ON enterprise (owner) WHERE changed = 1;
CREATE INDEX finance_changed ON finance (owner) WHERE changed = 1;
CREATE INDEX ip_changed ON ip (owner) WHERE changed = 1;
CREATE INDEX pilot_changed ON pilot (owner) WHERE changed = 1;
CREATE INDEX platform_changed ON platform (owner) WHERE changed = 1;
CREATE INDEX policy_changed ON policy (owner) WHERE changed = 1;
CREATE INDEX project_changed ON project (owner) WHERE changed = 1;
CREATE INDEX standard_changed ON standard (owner) WHERE changed = 1;
CREATE INDEX talent_changed ON talent (owner) WHERE changed = 1;
CREATE INDEX narrative_changed ON narrative (owner) WHERE changed = 1;
