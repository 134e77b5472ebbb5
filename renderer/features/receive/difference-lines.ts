import type { Difference } from '../../../shared/contract/receive-calls.ts';
import type { Tone } from '../../parts/tone.ts';

export type DifferenceKind = Difference['kind'];

export const DIFFERENCE_KINDS: readonly {
  readonly kind: DifferenceKind;
  readonly label: string;
  readonly tone: Tone;
}[] = [
  { kind: 'changed', label: '修改', tone: 'blue' },
  { kind: 'new', label: '新增', tone: 'green' },
  { kind: 'withdrawn', label: '撤回', tone: 'red' },
  { kind: 'parallel', label: '两边都改', tone: 'grey' },
  { kind: 'conflict', label: '冲突', tone: 'violet' },
  { kind: 'deletedButEdited', label: '删后又改', tone: 'violet' },
];

/** One line of the list: a field of a record; the record's name stands on its first line only. */
export interface DifferenceLine {
  readonly key: string;
  readonly record: Difference;
  readonly first: boolean;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly note: string | null;
}

/** The differences as lines, record by record and field by field; a new or withdrawn record takes one line. */
export function differenceLines(differences: readonly Difference[]): readonly DifferenceLine[] {
  return differences.flatMap((record): DifferenceLine[] => {
    const told = [
      record.leftOut === null ? null : `不采纳：${record.leftOut || '还没有写理由'}`,
      record.duplicateOf ? `疑似与 ${record.duplicateOf} 重复` : null,
    ].filter((note) => note !== null);
    const ofRecord = told.length > 0 ? told.join('；') : null;
    if (record.kind === 'new')
      return [
        whole(
          record,
          '（无）',
          record.fields.length > 0 ? `新记录 ${record.fields.length} 个字段` : '新记录',
          ofRecord,
        ),
      ];
    if (record.kind === 'withdrawn' || record.fields.length === 0) {
      const reason = record.fields[0]?.note ?? record.fields[0]?.after;
      return [whole(record, '在册', record.kind === 'withdrawn' ? '撤回' : '无字段改动', ofRecord ?? reason ?? null)];
    }
    return record.fields.map((field, index) => ({
      key: `${record.id}/${field.table ?? ''}/${field.rowId ?? ''}/${field.field}`,
      record,
      first: index === 0,
      label: field.label,
      before: field.before === '' ? '（空）' : field.before,
      after: field.after === '' ? '（空）' : field.after,
      note:
        [index === 0 ? ofRecord : null, field.jump ? `变动较大 ${field.jump}` : null, field.note]
          .filter(Boolean)
          .join('；') || null,
    }));
  });
}

function whole(record: Difference, before: string, after: string, note: string | null): DifferenceLine {
  return { key: `${record.id}/`, record, first: true, label: '—', before, after, note };
}
