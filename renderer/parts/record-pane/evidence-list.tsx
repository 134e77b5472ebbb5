import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type DragEvent, useState } from 'react';
import type { Change } from '../../../shared/contract/record-calls.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { call } from '../../client/bridge.ts';
import { byteSize } from '../amount.ts';
import { showError, showToast } from '../toast.ts';
import styles from './evidence-list.module.css';

interface EvidenceListProps {
  readonly record: RecordView;
  readonly save: (changes: readonly Change[]) => Promise<string | null>;
}

/** The files that prove what the record says: dropped in or chosen, opened with the system's program. */
export function EvidenceList({ record, save }: EvidenceListProps) {
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const rows = record.tables[EVIDENCE_TABLE] ?? [];

  async function attach(paths: readonly string[]) {
    if (paths.length === 0) return;
    setBusy(true);
    try {
      const done = await call('evidence.attach', { id: record.id, paths: [...paths] });
      const already = done.already > 0 ? `，${done.already} 份已在其中` : '';
      showToast(`已放入 ${done.attached} 份佐证材料${already}`, { undo: done.act });
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  async function pick() {
    try {
      const { paths } = await call('host.pick-files', { title: '选择佐证材料', multiple: true });
      await attach(paths);
    } catch (error) {
      showError(error);
    }
  }

  async function open(rowId: string) {
    try {
      const { path } = await call('evidence.read', { id: record.id, rowId });
      await call('host.open-file', { path });
    } catch (error) {
      showError(error);
    }
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void attach([...event.dataTransfer.files].map((file) => window.taizhang.pathOf(file)));
  }

  return (
    <div className={styles.block} data-field={EVIDENCE_TABLE}>
      <div className="second small">佐证材料</div>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.rowId} className={styles.file}>
            <button type="button" className="link ellipsis" onClick={() => void open(row.rowId)}>
              {String(row.values.name ?? '未命名文件')}
            </button>
            <span className="quiet small">{byteSize(Number(row.values.size ?? 0))}</span>
            {record.editable ? (
              <ActionIcon
                aria-label={`移去${String(row.values.name ?? '')}`}
                onClick={() =>
                  void save([{ table: EVIDENCE_TABLE, rowId: row.rowId, live: false }]).then((message) => {
                    if (message === null) showToast('已移去这份材料，可按 Ctrl Z 撤销');
                  })
                }
              >
                <IconX size={14} />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
      {record.editable ? (
        <section
          className={styles.drop}
          aria-label="放入佐证材料"
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          {busy ? '正在放入…' : '拖入文件，或 '}
          {busy ? null : (
            <button type="button" className="link" onClick={() => void pick()}>
              选择…
            </button>
          )}
        </section>
      ) : rows.length === 0 ? (
        <p className="quiet">没有佐证材料</p>
      ) : null}
    </div>
  );
}
