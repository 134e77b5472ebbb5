import { Button, Checkbox } from '@mantine/core';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { DeskPackage } from '../../shared/contract/receive-calls.ts';
import { periodLabel } from '../../shared/period/period.ts';
import { call } from '../client/bridge.ts';
import { momentText } from './amount.ts';
import { Badge } from './badge.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { useOfficeWords } from './office-words.ts';
import styles from './package-intake.module.css';
import { Panel } from './page.tsx';
import { showToast } from './toast.ts';

interface PackageIntakeProps {
  readonly label: string;
  /** Files to look at without being asked, as dropped elsewhere. */
  readonly paths?: readonly string[];
}

const KINDS = {
  submission: '报送包',
  withdrawal: '撤回包',
  reply: '批复包',
  baseline: '下发文件',
  full: '全量包',
} as const;

/** Takes a package from the province: looked at first, taken on request, nothing written before that. */
export function PackageIntake({ label, paths }: PackageIntakeProps) {
  const [packages, setPackages] = useState<readonly DeskPackage[]>([]);
  const [error, setError] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const [compared, setCompared] = useState(false);

  async function work<T>(task: () => Promise<T>): Promise<T | undefined> {
    setBusy(true);
    setError(undefined);
    try {
      return await task();
    } catch (refusal) {
      setError(refusal);
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  async function examine(files: readonly string[]) {
    if (files.length === 0) return;
    const found = await work(() => call('receive.examine', { paths: [...files] }));
    if (found) {
      setPackages(found.packages);
      setCompared(false);
    }
  }
  const examineNow = useRef(examine);
  examineNow.current = examine;
  const asked = paths?.join('\n') ?? '';
  useEffect(() => {
    if (asked) void examineNow.current(asked.split('\n'));
  }, [asked]);

  async function pick() {
    const picked = await work(() =>
      call('host.pick-files', {
        title: label,
        multiple: true,
        filters: [{ name: '报送系统文件', extensions: ['tzb'] }],
      }),
    );
    if (picked) await examine(picked.paths);
  }

  async function apply(one: DeskPackage) {
    const confirmKeys = one.keyState !== 'confirmed' && compared;
    const done = await work(() => call('receive.apply', { stages: [one.stage], confirmKeys }));
    const taken = done?.packages[0];
    if (!taken) return;
    setPackages((before) => before.map((other) => (other.stage === one.stage ? taken : other)));
    if (taken.outcome === 'received') showToast(`${KINDS[one.kind ?? 'reply']}已装入`);
  }

  return (
    <Panel title={label}>
      <section
        className={styles.drop}
        aria-label={label}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event: DragEvent) => {
          event.preventDefault();
          void examine([...event.dataTransfer.files].map((file) => window.taizhang.pathOf(file)));
        }}
      >
        把文件拖到这里，或{' '}
        <button type="button" className="link" disabled={busy} onClick={() => void pick()}>
          选择…
        </button>
      </section>
      {error ? <ErrorNotice error={error} /> : null}
      {packages.map((one) => (
        <Verdict
          key={one.stage}
          found={one}
          busy={busy}
          compared={compared}
          onCompared={setCompared}
          onApply={() => void apply(one)}
        />
      ))}
    </Panel>
  );
}

interface VerdictProps {
  readonly found: DeskPackage;
  readonly busy: boolean;
  readonly compared: boolean;
  readonly onCompared: (compared: boolean) => void;
  readonly onApply: () => void;
}

function Verdict({ found, busy, compared, onCompared, onApply }: VerdictProps) {
  const { above } = useOfficeWords();
  const { outcome, keyState, classes } = found;
  const mustCompare = outcome === 'pending' && keyState !== 'confirmed' && keyState !== 'none';
  const changes = classes.new + classes.changed + classes.parallel + classes.conflict + classes.deletedButEdited;
  return (
    <div className={styles.verdict}>
      <div className="row">
        <strong>
          {found.fromName ?? '来源不明'}　{found.kind ? KINDS[found.kind] : '不能识别的文件'}
          {found.sequence === null ? '' : `　第 ${found.sequence} 号`}
        </strong>
        {found.genuine ? (
          <Badge tone="green" sign="✓">
            签名属实
          </Badge>
        ) : null}
        {found.complete ? (
          <Badge tone="green" sign="✓">
            完整
          </Badge>
        ) : null}
        {outcome === 'refused' ? (
          <Badge tone="red" sign="✕">
            不能装入
          </Badge>
        ) : null}
      </div>
      <p className="second">
        {found.period ? `${periodLabel(found.period)}　` : ''}
        {found.createdAt ? `${momentText(found.createdAt)} 写出　` : ''}
        {outcome === 'unchanged' ? '以前已经装入过，没有新内容。' : ''}
        {outcome === 'received' ? `已装入，${changes} 条记录有变化。` : ''}
        {outcome === 'pending' && found.kind !== 'baseline' ? `将更新 ${changes} 条记录` : ''}
        {classes.conflict > 0 ? `，其中 ${classes.conflict} 条有冲突` : ''}
      </p>
      {found.problems.map((problem) => (
        <p key={`${problem.code}${problem.message}`} className={outcome === 'refused' ? styles.refused : 'second'}>
          {problem.message} <span className="mono small">{problem.code}</span>
        </p>
      ))}
      {mustCompare && found.keyFingerprint ? (
        <div className={styles.compare}>
          <p>
            {keyState === 'succeeded'
              ? `${above}更换了密钥，由旧密钥签名证明，确认后装入。新的密钥指纹：`
              : keyState === 'changed'
                ? `${above}的密钥与以前不同，旧密钥没有为它签名。打电话核实，并与新的密钥单核对指纹，一致后再装入：`
                : `第一次收到${above}的文件。请与盖章的纸质封面核对密钥指纹：`}
          </p>
          <Fingerprint of={found.keyFingerprint} />
          <Checkbox
            label={keyState === 'succeeded' ? '确认更换' : '指纹逐组核对过，一致'}
            checked={compared}
            onChange={(event) => onCompared(event.currentTarget.checked)}
          />
        </div>
      ) : null}
      {outcome === 'pending' ? (
        <div>
          <Button
            variant="filled"
            loading={busy}
            disabled={!found.genuine || !found.complete || (mustCompare && !compared)}
            onClick={onApply}
          >
            装入
          </Button>
        </div>
      ) : null}
    </div>
  );
}
