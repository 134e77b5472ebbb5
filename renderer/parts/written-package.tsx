import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WrittenPackage } from '../../shared/contract/exchange-calls.ts';
import { call } from '../client/bridge.ts';
import { byteSize } from './amount.ts';
import { FingerprintGroups } from './fingerprint.tsx';
import { showInFolder, toOpen } from './show-file.ts';
import { showError, showToast } from './toast.ts';
import styles from './written-package.module.css';

interface WrittenPackageProps {
  readonly title: string;
  readonly pack: WrittenPackage;
}

/** A package just written: file, size, fingerprint for the stamp, and its cover sheet as a PDF. */
export function WrittenPackageLine({ title, pack }: WrittenPackageProps) {
  const [busy, setBusy] = useState(false);

  async function coverToPdf() {
    setBusy(true);
    try {
      const { path } = await call('host.print-pdf', { html: pack.coverHtml, path: coverPath(pack) });
      showToast('封面已存为 PDF，与包放在一起。', { action: toOpen(path) });
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <li className={styles.line}>
      <div className={styles.text}>
        <p>
          <span className={styles.done} aria-hidden="true">
            ✓
          </span>{' '}
          <strong>{title}</strong>　第 {pack.sequence} 号，{byteSize(pack.bytes)}，已读回核对
        </p>
        {pack.parts.map((part, index) => (
          <div key={part.fingerprint}>
            <p className={styles.path} title={part.file}>
              {pack.parts.length > 1 ? `第 ${index + 1} 部分（共 ${pack.parts.length} 部分）　` : ''}
              {part.file}
            </p>
            <p className={styles.fingerprint}>
              指纹 <FingerprintGroups of={part.fingerprint} />
            </p>
          </div>
        ))}
        {pack.problems.map((problem) => (
          <p key={problem.message} className={styles.problem}>
            {problem.message}
          </p>
        ))}
      </div>
      <div className={styles.actions}>
        <Button size="compact-sm" loading={busy} onClick={coverToPdf}>
          封面存为 PDF
        </Button>
        <Button size="compact-sm" onClick={() => showInFolder(pack.file)}>
          打开所在文件夹
        </Button>
      </div>
    </li>
  );
}

/** Beside the package, under its name. */
function coverPath(pack: WrittenPackage): string {
  return `${pack.coverFile.replace(/\.(html?|pdf)$/i, '')}.pdf`;
}
