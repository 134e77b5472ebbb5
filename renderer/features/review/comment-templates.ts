/** Sentences that reviewers write most often; `{field}` stands for the field's label. */
const AT_FIELD: readonly string[] = [
  '「{field}」与佐证材料不一致，请核对后改正。',
  '「{field}」与上次报送相比变化较大，请说明原因并附依据。',
  '「{field}」填写不完整，请补全。',
  '请就「{field}」补传佐证材料。',
];

const AT_RECORD: readonly string[] = [
  '缺少佐证材料，请补传后重新报送。',
  '与其他市填报的记录疑似重复，请核实后说明。',
  '不属于行动计划支持范围，请核实。',
  '技术领域归类不准确，请重新选择。',
];

/** The ready sentences for a comment at a field, or on the whole record when there is no label. */
export function commentTemplates(label: string | null): readonly string[] {
  return label === null ? AT_RECORD : AT_FIELD.map((sentence) => sentence.replace('{field}', label));
}
