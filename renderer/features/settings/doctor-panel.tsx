import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { useCommand } from '../../parts/use-command.ts';
import styles from './settings.module.css';

const CHECK_NAMES: Readonly<Record<string, string>> = {
  database: '数据文件',
  references: '记录引用',
  history: '改动历史',
  records: '记录版本',
  evidence: '佐证材料',
  keys: '密钥',
};

/** Examines the workspace: database, files, history, keys. */
export function DoctorPanel() {
  const doctor = useCommand('workspace.doctor');
  const [found, setFound] = useState<CallOutput<'workspace.doctor'> | null>(null);
  return (
    <Panel title="检查工作区">
      <p className="second">检查数据库、佐证材料、改动历史和密钥是否完好，只读不改。</p>
      {doctor.error ? <ErrorNotice error={doctor.error} /> : null}
      {found ? (
        <ul className={styles.checks}>
          {found.checks.map((check) => (
            <li key={check.name} data-ok={check.ok}>
              <span aria-hidden="true">{check.ok ? '✓' : '✕'}</span>
              <span>{CHECK_NAMES[check.name] ?? '其他'}</span>
              <span className="second">{check.message}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <Button
        mt={8}
        loading={doctor.busy}
        onClick={() => void doctor.run({}).then((result) => result && setFound(result))}
      >
        {found ? '再检查一次' : '开始检查'}
      </Button>
    </Panel>
  );
}
