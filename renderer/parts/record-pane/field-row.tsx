import { useState } from 'react';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { formatValue } from '../../../shared/values/format-value.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { officeWord } from '../office-name.ts';
import { CommentThread } from './comment-thread.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import styles from './field.module.css';
import { FieldEditor, type FieldEditorProps } from './field-editor.tsx';
import { impliedValue } from './implied-value.ts';
import { isRequired } from './missing-fields.ts';
import { ProblemLine } from './problem-line.tsx';
import { UnitEditor } from './unit-editor.tsx';

interface FieldRowProps {
  readonly field: Field;
  readonly record: RecordView;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
  readonly onHistory: (field: string) => void;
}

function isWide(field: Field): boolean {
  return (
    field.type === 'long-text' || field.type === 'codes' || (field.type === 'text' && (field.maxLength ?? 0) >= 100)
  );
}

/** A field of the record: label, editor, what is wrong with it, what was said about it, and who else wrote it. */
export function FieldRow({ field, record, save, onHistory }: FieldRowProps) {
  const { office } = useWorkspace();
  const [refusal, setRefusal] = useState<string | null>(null);
  const problems = record.problems.filter((problem) => problem.field === field.key && !problem.table);
  const comments = record.comments.filter((comment) => comment.field === field.key);
  const conflict = record.conflicts.find((one) => one.field === field.key && !one.table);
  const ours = field.authority !== 'province' || office.kind === 'province';
  const worst = refusal || problems.some((problem) => problem.severity === 'error') ? 'error' : undefined;
  const warned = problems.some((problem) => problem.severity === 'warning' && !problem.reason) ? 'warning' : undefined;
  const asked = comments.filter((comment) => comment.correction === null);
  const open = asked.filter((comment) => comment.state === 'open').length;
  const answered = asked.filter((comment) => comment.state === 'answered').length;
  const by = record.provenance[field.key];
  const corrected = by !== undefined && by.office !== record.owner && field.authority !== 'province';
  const filed = record.sinceFiling[field.key];
  const required = isRequired(field, record.values);
  const label = field.unit ? `${field.label}（${field.unit}）` : field.label;
  const notes = `note-${field.key}`;
  const register = registerById(record.register);
  const unit = register?.units.find((one) => !one.table && (one.name === field.key || one.code === field.key));
  const implied = impliedValue(field, record.values);
  const editor: FieldEditorProps = {
    field,
    value: record.values[field.key],
    record,
    readOnly: !record.editable || !ours,
    label: required ? `${label}，必填` : label,
    describedBy: notes,
    ...(implied ? { placeholder: implied } : {}),
    invalid: worst ?? (open > 0 ? 'error' : warned),
    onSave: (value) => save([{ field: field.key, value }]),
    onRefused: setRefusal,
  };

  return (
    <div
      className={styles.field}
      data-field={field.key}
      data-wide={isWide(field) || comments.length > 0 || conflict !== undefined || undefined}
    >
      <div className={styles.labelRow}>
        <button
          type="button"
          className={styles.label}
          tabIndex={-1}
          title={by ? `${by.officer} ${by.at.slice(0, 10)} 填写，点击查看历次改动` : '查看历次改动'}
          onClick={() => onHistory(field.key)}
        >
          {label}
          {required ? (
            <span className={styles.required} title="必填">
              {' '}
              *
            </span>
          ) : null}
        </button>
        {open > 0 ? (
          <span className={styles.mark} data-tone="red">
            审核意见 {open}
          </span>
        ) : answered > 0 ? (
          <span className={styles.mark} data-tone="amber">
            意见已答复
          </span>
        ) : corrected && by ? (
          <span className={styles.mark} data-tone="violet">
            ✎ {officeWord(by.office)}更正
          </span>
        ) : filed !== undefined ? (
          <span className={styles.mark} data-tone="blue" title={`报送时为：${formatValue(field, filed) || '（空）'}`}>
            ● 报送后改过
          </span>
        ) : null}
      </div>
      {register && unit ? (
        <UnitEditor {...editor} register={register} unit={unit} save={save} />
      ) : (
        <FieldEditor {...editor} />
      )}
      <div id={notes} className={styles.notes}>
        {refusal ? (
          <div className={styles.problem} data-severity="error" role="alert">
            <span aria-hidden="true">✕</span>
            {refusal}
          </div>
        ) : null}
        {problems.map((problem) => (
          <ProblemLine key={problem.rule} problem={problem} record={record.id} editable={record.editable} />
        ))}
        {conflict ? <ConflictNotice conflict={conflict} /> : null}
        {comments.map((comment) => (
          <CommentThread key={comment.thread} comment={comment} />
        ))}
      </div>
    </div>
  );
}
