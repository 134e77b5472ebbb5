import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FolderChoice, useFolder } from '../../parts/folder-choice.tsx';
import { Panel } from '../../parts/page.tsx';
import { useCommand } from '../../parts/use-command.ts';
import { WrittenPackageLine } from '../../parts/written-package.tsx';
import styles from './office-keys.module.css';

/** Gives an office that lost its ledger everything back that is held here of it, to the key that was confirmed. */
export function ReissuePanel({ office, name }: { readonly office: string; readonly name: string }) {
  const place = useFolder('重发的批复包写到哪个文件夹');
  const [written, setWritten] = useState<WrittenPackage | null>(null);
  const write = useCommand('reply.write');

  async function run() {
    const folder = await place.need();
    if (!folder) return;
    const answer = await write.run({ to: [office], folder, full: true });
    if (answer) setWritten(answer.packages[0] ?? null);
  }

  return (
    <Panel title="重发全部记录">
      <p className="second">
        {name}
        的台账丢了、换了新密钥的，先核对并确认新密钥，再把这里保存的它的全部记录、审核结果、意见和佐证材料写成一个批复包。它装入后接着填报，序号也接得上。
      </p>
      <div className={styles.baseline}>
        <FolderChoice place={place} />
        <Button loading={write.busy} onClick={run}>
          重发全部记录
        </Button>
      </div>
      {write.error ? <ErrorNotice error={write.error} /> : null}
      {written ? (
        <ul>
          <WrittenPackageLine title={`重发给${name}`} pack={written} />
        </ul>
      ) : null}
    </Panel>
  );
}
