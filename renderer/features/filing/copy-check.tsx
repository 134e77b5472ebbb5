import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CopyCheck as Checked } from '../../../shared/contract/filing-calls.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { call } from '../../client/bridge.ts';
import { byteSize } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { showError } from '../../parts/toast.ts';
import type { Tone } from '../../parts/tone.ts';
import { useCommand } from '../../parts/use-command.ts';
import styles from './filing.module.css';

const VERDICTS: Readonly<Record<Checked['verdict'], { tone: Tone; sign: string; label: string }>> = {
  intact: { tone: 'green', sign: '✓', label: '完好' },
  damaged: { tone: 'red', sign: '✕', label: '已损坏' },
  unknown: { tone: 'grey', sign: '?', label: '无从核对' },
};

interface CopyCheckProps {
  /** The files to begin with; without any a drive or folder is asked for. */
  readonly files?: readonly string[];
}

/** Reads package files again from wherever they lie, after the stick was pulled out and put in, and says whether they are whole. */
export function CopyCheck({ files = [] }: CopyCheckProps) {
  const check = useCommand('filing.check-copy');
  const [found, setFound] = useState<readonly Checked[] | null>(null);

  async function read(paths: readonly string[]) {
    setFound(null);
    const checked: Checked[] = [];
    for (const path of paths) {
      const result = await check.run({ path });
      if (!result) return;
      checked.push(...result.files);
    }
    setFound(checked);
  }

  async function choose() {
    try {
      const { path } = await call('host.pick-folder', { title: '选存放报送包的 U 盘或文件夹' });
      if (path) await read([path]);
    } catch (error) {
      showError(error);
    }
  }

  return (
    <div className="stack">
      <div className="row">
        {files.length > 0 ? (
          <Button size="compact-sm" loading={check.busy} onClick={() => void read(files)}>
            再次核对
          </Button>
        ) : null}
        <Button size="compact-sm" disabled={check.busy} onClick={() => void choose()}>
          核对 U 盘上的包…
        </Button>
        <span className="second small">拔出 U 盘再插上以后核对，读到的才确是盘上的内容。</span>
      </div>
      {check.error ? <ErrorNotice error={check.error} onRetry={() => void choose()} /> : null}
      {found ? (
        <ul className={styles.copies} aria-label="核对结果">
          {found.map((one) => (
            <li key={one.file}>
              <Badge tone={VERDICTS[one.verdict].tone} sign={VERDICTS[one.verdict].sign}>
                {VERDICTS[one.verdict].label}
              </Badge>{' '}
              <strong>{one.name}</strong> <span className="second">{byteSize(one.bytes)}</span>
              <div className="second small">
                {one.sequence === null
                  ? ''
                  : `第 ${one.sequence} 号${one.period ? `，${periodLabel(one.period)}` : ''}，给${one.toName}。`}
                {one.message}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
