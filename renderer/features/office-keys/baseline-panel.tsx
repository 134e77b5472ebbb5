import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FolderChoice, useFolder } from '../../parts/folder-choice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Panel } from '../../parts/page.tsx';
import { useCommand } from '../../parts/use-command.ts';
import { WrittenPackageLine } from '../../parts/written-package.tsx';
import styles from './office-keys.module.css';

/** Writes the baseline: the signed plan, targets, code tables and office keys that every city loads first. */
export function BaselinePanel() {
  const { own, below } = useOfficeWords();
  const place = useFolder('下发包写到哪个文件夹');
  const [written, setWritten] = useState<WrittenPackage | null>(null);
  const write = useCommand('baseline.write');

  async function run() {
    const folder = await place.need();
    if (!folder) return;
    const answer = await write.run({ folder });
    if (answer) setWritten(answer);
  }

  return (
    <Panel title="下发">
      <p className="second">
        把计划、目标、代码表和单位表签名后下发。{below}装入后才能把报送包加密给{own}；有变动时再发一次。
      </p>
      <div className={styles.baseline}>
        <FolderChoice place={place} />
        <Button variant="filled" loading={write.busy} onClick={run}>
          写下发包
        </Button>
      </div>
      {write.error ? <ErrorNotice error={write.error} /> : null}
      {written ? (
        <ul>
          <WrittenPackageLine title={`下发${below}`} pack={written} />
        </ul>
      ) : null}
    </Panel>
  );
}
