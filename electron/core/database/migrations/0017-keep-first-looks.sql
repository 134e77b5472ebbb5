-- 初审意见: what the first officer thinks of exactly this content, where the office wants a second look. It stays in this workspace
-- and gives way to the verdict that another officer confirms; content filed meanwhile makes it void.
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

-- 常用意见: sentences that reviewers write again and again, in their order; `{field}` stands for the field's label.
CREATE TABLE comment_template (
  scope TEXT NOT NULL CHECK (scope IN ('field', 'record')),
  place INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (scope, place)
) STRICT, WITHOUT ROWID;
INSERT INTO comment_template (scope, place, text) VALUES
  ('field', 1, '「{field}」与佐证材料不一致，请核对后改正。'),
  ('field', 2, '「{field}」与上次报送相比变化较大，请说明原因并附依据。'),
  ('field', 3, '「{field}」填写不完整，请补全。'),
  ('field', 4, '「{field}」的佐证材料不清晰，请重新扫描上传。'),
  ('field', 5, '请就「{field}」补传佐证材料。'),
  ('record', 1, '缺少佐证材料，请补传后重新报送。'),
  ('record', 2, '佐证材料不清晰，请重新扫描上传。'),
  ('record', 3, '与其他单位填报的记录疑似重复，请核实后说明。'),
  ('record', 4, '不属于行动计划支持范围，请核实。'),
  ('record', 5, '技术领域归类不准确，请重新选择。');
