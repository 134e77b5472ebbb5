import { ActionIcon } from '@mantine/core';
import { IconEye, IconX } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { EVIDENCE_TABLE, evidenceTable } from '../../../shared/registers/builtin-tables.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { byteSize } from '../amount.ts';
import { type EvidenceFile, evidenceFiles, previewOf } from '../evidence-preview/evidence-file.ts';
import { EvidencePreview } from '../evidence-preview/evidence-preview.tsx';
import { openElsewhere } from '../evidence-preview/open-elsewhere.ts';
import { showToast } from '../toast.ts';
import styles from './evidence-list.module.css';
import { FieldEditor } from './field-editor.tsx';
import type { EvidenceIntake } from './use-evidence-intake.ts';

interface EvidenceListProps {
  readonly record: RecordView;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
  readonly intake: EvidenceIntake;
}

const fieldOf = (key: string) => evidenceTable.fields.find((field) => field.key === key) as Field;
const KIND = fieldOf('kind');
const NOTE = fieldOf('note');

/** The files that prove what the record says: dropped in, pasted or chosen; shown inside the program where it can. */
export function EvidenceList({ record, save, intake }: EvidenceListProps) {
  const [shown, setShown] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const files = evidenceFiles(record);
  const close = useCallback(() => setShown(null), []);

  function remove(file: EvidenceFile) {
    void save([{ table: EVIDENCE_TABLE, rowId: file.rowId, live: false }]).then((message) => {
      setRefusal(message);
      if (message === null) showToast(`已移去“${file.name}”，可按 Ctrl Z 撤销`);
    });
  }

  return (
    <div className={styles.block} data-field={EVIDENCE_TABLE}>
      <div className="second small">
        佐证材料{files.length > 0 ? ` ${files.length} 份` : ''}
        {record.editable ? <span className="quiet">　文件可拖到这条记录的任何地方，截图可直接粘贴</span> : null}
      </div>
      <ul className={styles.list}>
        {files.map((file) => (
          <li key={file.rowId} className={styles.file} data-row={file.rowId}>
            <div className={styles.fileRow}>
              <button
                type="button"
                className={`link ${styles.fileName}`}
                title={`${file.name}　空格键预览`}
                onClick={() => setShown(file.rowId)}
              >
                {file.name}
              </button>
              <span className="quiet small">{byteSize(file.size)}</span>
              <ActionIcon
                aria-label={`预览${file.name}`}
                title="预览"
                onClick={() =>
                  previewOf(file) === 'none' ? void openElsewhere(record.id, file.rowId) : setShown(file.rowId)
                }
              >
                <IconEye size={14} />
              </ActionIcon>
              {record.editable ? (
                <ActionIcon aria-label={`移去${file.name}`} title="移去" onClick={() => remove(file)}>
                  <IconX size={14} />
                </ActionIcon>
              ) : null}
            </div>
            <div className={styles.about}>
              {[KIND, NOTE].map((field) => (
                <FieldEditor
                  key={field.key}
                  field={field}
                  value={field === KIND ? file.kind : file.note || null}
                  record={{ owner: record.owner, values: {} }}
                  readOnly={!record.editable}
                  label={`${file.name}的${field.label}`}
                  placeholder={field.label}
                  onSave={(value) => save([{ table: EVIDENCE_TABLE, rowId: file.rowId, field: field.key, value }])}
                  onRefused={setRefusal}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {refusal ? (
        <p className={styles.refusal} role="alert">
          {refusal}
        </p>
      ) : null}
      {record.editable ? (
        <div className={styles.drop} data-over={intake.over || undefined}>
          {intake.busy ? '正在放入…' : intake.over ? '放开即放入' : '拖入文件，或 '}
          {intake.busy || intake.over ? null : (
            <button type="button" className="link" onClick={() => void intake.pick()}>
              选择…
            </button>
          )}
        </div>
      ) : files.length === 0 ? (
        <p className="quiet">没有佐证材料</p>
      ) : null}
      {shown ? <EvidencePreview record={record.id} files={files} at={shown} onMove={setShown} onClose={close} /> : null}
    </div>
  );
}
