import { Button } from '@mantine/core';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { senderName } from './package-verdict.ts';
import styles from './receive.module.css';

interface UndoPreviewProps {
  readonly pack: DeskPackage;
  readonly busy: boolean;
  readonly onUndo: () => void;
  readonly onCancel: () => void;
}

/** What taking back an import will do, before it is done: what comes back, what stays, and what the sender will hear of it. */
export function UndoPreview({ pack, busy, onUndo, onCancel }: UndoPreviewProps) {
  const { data: found, error } = useQuery('receive.undo-preview', { fingerprint: pack.fingerprint ?? '' }, [
    'packages',
    'records',
    'reviews',
  ]);
  return (
    <section
      className={styles.undo}
      aria-label="撤销装入前先看"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
    >
      {error ? <ErrorNotice error={error} /> : null}
      {!found && !error ? <p>正在查看撤销会改动什么…</p> : null}
      {found ? (
        <>
          <p>{whatComesBack(found)}</p>
          {found.kept > 0 ? (
            <details>
              <summary>
                {countText(found.kept)} 处后来又改过或已通过，保留现值（{countText(found.keptRecords.length)} 条记录）
              </summary>
              <ul className={styles.keptRecords}>
                {found.keptRecords.map((one) => (
                  <li key={one.id}>
                    <span className="quiet">{registerById(one.register)?.label}</span>　{one.title}　
                    {one.locked ? '已通过，整条保留' : `${one.values} 处保留`}
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
          {found.judged > 0 ? <p>其中 {countText(found.judged)} 条装入后审核过，审核记录留在历史里。</p> : null}
          {pack.kind === 'submission' ? (
            <p>
              {`给${senderName(pack) ?? '对方'}的下一份批复不再把第 ${pack.sequence} 号包算作已收到，恢复的内容随批复送回；对方下次报送会把这个包的内容重新带上。`}
            </p>
          ) : null}
        </>
      ) : null}
      <div className="row">
        {found ? (
          <Button size="compact-sm" variant="filled" loading={busy} autoFocus onClick={onUndo}>
            撤销装入
          </Button>
        ) : null}
        <Button size="compact-sm" onClick={onCancel}>
          不撤销
        </Button>
      </div>
    </section>
  );
}

function whatComesBack({ restored, withdrawn, revived, narratives }: CallOutput<'receive.undo-preview'>): string {
  const others = restored - withdrawn - revived;
  const parts = [
    others > 0 ? `${countText(others)} 条恢复装入前的内容` : '',
    withdrawn > 0 ? `${countText(withdrawn)} 条新记录从台账撤下` : '',
    revived > 0 ? `${countText(revived)} 条撤回的记录回到台账` : '',
    narratives > 0 ? `任务进展和零报告 ${countText(narratives)} 处恢复` : '',
  ].filter((part) => part !== '');
  return parts.length > 0
    ? `撤销后：${parts.join('，')}。撤错了可以重做。`
    : '这个包的内容后来都改过，撤销不会改动台账，只把它记为已撤销。';
}
