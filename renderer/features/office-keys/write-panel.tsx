import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FolderChoice, useFolder } from '../../parts/folder-choice.tsx';
import { Panel } from '../../parts/page.tsx';
import { useAct } from '../../parts/use-act.ts';
import { WrittenPackageLine } from '../../parts/written-package.tsx';
import styles from './office-keys.module.css';

interface WritePanelProps {
  readonly title: string;
  /** What the package is for. */
  readonly children: ReactNode;
  /** Title of the dialog that asks for the folder. */
  readonly into: string;
  readonly action: string;
  /** The button is the one of the page. */
  readonly primary?: boolean;
  readonly write: (folder: string) => Promise<WrittenPackage | undefined>;
  /** What the package is called once it is written. */
  readonly written: string;
}

/** Writes one package into a folder, and shows it once it is written. */
export function WritePanel({ title, children, into, action, primary, write, written }: WritePanelProps) {
  const place = useFolder(into);
  const [pack, setPack] = useState<WrittenPackage | null>(null);
  const writing = useAct();

  async function run() {
    const folder = await place.need();
    if (!folder) return;
    const answer = await writing.run(() => write(folder));
    if (answer) setPack(answer);
  }

  return (
    <Panel title={title}>
      <p className="second">{children}</p>
      <div className={styles.write}>
        <FolderChoice place={place} />
        <Button {...(primary ? { variant: 'filled' } : {})} loading={writing.busy} onClick={run}>
          {action}
        </Button>
      </div>
      {writing.error ? <ErrorNotice error={writing.error} /> : null}
      {pack ? (
        <ul>
          <WrittenPackageLine title={written} pack={pack} />
        </ul>
      ) : null}
    </Panel>
  );
}
