import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { FiledPackage, WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import type { FiledVerdict } from '../../../shared/contract/filing-calls.ts';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText, momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { toFolder } from '../../parts/show-file.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { CopyCheck } from './copy-check.tsx';
import { FiledRecords, VERDICTS } from './filed-records.tsx';
import styles from './filing.module.css';
import { printCover } from './print-cover.ts';
import { WithdrawForm } from './withdraw-form.tsx';

interface FilingHistoryProps {
  readonly folder: string;
  readonly chooseFolder: () => Promise<string | null>;
}

const VERDICT_ORDER: readonly FiledVerdict[] = ['accepted', 'returned', 'pending', 'replaced', 'withdrawn'];

/** The filings so far, newest first; each can be written again with the same content and fingerprint. */
export function FilingHistory({ folder, chooseFolder }: FilingHistoryProps) {
  const history = useQuery('filing.history', {}, ['packages']);
  const answers = useQuery('filing.answers', {}, ['packages', 'reviews']);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const packages = (history.data?.packages ?? []).toSorted((one, other) => other.sequence - one.sequence);

  const place = async () => folder || (await chooseFolder());

  /** Writes a package once more, with its cover sheet, and says so. */
  async function write(act: (folder: string) => Promise<WrittenPackage | null>, told: string) {
    try {
      const into = await place();
      const written = into && (await act(into));
      if (!written) return;
      await printCover(written);
      showToast(told, { action: toFolder(written.file) });
    } catch (error) {
      showError(error);
    }
  }

  const repeat = ({ sequence, to }: FiledPackage) =>
    write(
      (into) => call('filing.repeat', { sequence, folder: into, ...(to ? { to } : {}) }),
      `第 ${sequence} 号包已重新写出，指纹与原来相同`,
    );
  const tellWithdrawal = ({ sequence }: FiledPackage) =>
    write(
      async (into) => (await call('filing.withdraw', { sequence, folder: into })).written,
      `第 ${sequence} 号包的撤回包已写出`,
    );

  return (
    <Panel title="历次报送">
      {history.error ? <ErrorNotice error={history.error} onRetry={history.refresh} /> : null}
      {history.data && packages.length === 0 ? <p className="quiet">还没有报送过。</p> : null}
      {packages.length > 0 ? <CopyCheck /> : null}
      {packages.length > 0 ? (
        <table className={styles.registers}>
          <thead>
            <tr>
              <th scope="col">包号</th>
              <th scope="col">报告期</th>
              <th scope="col">传出时间</th>
              <th scope="col">经办人</th>
              <th scope="col" className="numeric">
                新报
              </th>
              <th scope="col">指纹</th>
              <th scope="col">批复</th>
              <th scope="col">
                <span className="visually-hidden">操作</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {packages.map((filed) => (
              <FiledLine
                key={`${filed.sequence}${filed.to}`}
                filed={filed}
                answer={answers.data?.filings.find((one) => one.sequence === filed.sequence)}
                opened={opened?.sequence === filed.sequence ? opened : null}
                onOpen={setOpened}
                onRepeat={() => void repeat(filed)}
                withdrawing={withdrawing === filed.fingerprint}
                onWithdraw={() => setWithdrawing(filed.fingerprint)}
                onWithdrawn={() => setWithdrawing(null)}
                chooseFolder={place}
                onTell={() => void tellWithdrawal(filed)}
              />
            ))}
          </tbody>
        </table>
      ) : null}
    </Panel>
  );
}

interface Opened {
  readonly sequence: number;
  readonly verdict: FiledVerdict | null;
}

interface FiledLineProps {
  readonly filed: FiledPackage;
  readonly answer: CallOutput<'filing.answers'>['filings'][number] | undefined;
  readonly opened: Opened | null;
  readonly onOpen: (opened: Opened | null) => void;
  readonly onRepeat: () => void;
  readonly withdrawing: boolean;
  readonly onWithdraw: () => void;
  readonly onWithdrawn: () => void;
  readonly chooseFolder: () => Promise<string | null>;
  /** Writes the 撤回包 of a filing that was taken back. */
  readonly onTell: () => void;
}

function FiledLine(line: FiledLineProps) {
  const { filed, answer, opened, onOpen, onRepeat, onTell } = line;
  const { sequence, withdrawn } = filed;
  const mayWithdraw =
    filed.kind === 'submission' &&
    !filed.former &&
    withdrawn === null &&
    (answer?.accepted ?? 0) + (answer?.returned ?? 0) === 0;
  const open = (verdict: FiledVerdict | null) =>
    onOpen(opened && opened.verdict === verdict ? null : { sequence, verdict });
  return (
    <>
      <tr>
        <td>第 {sequence} 号</td>
        <td>
          {filed.period ? periodLabel(filed.period) : '—'} {filed.supplement ? <Badge tone="amber">补报</Badge> : null}
          {filed.parts > 1 ? <Badge tone="grey">{`分 ${filed.parts} 部分`}</Badge> : null}
          {filed.kind === 'withdrawal' ? <Badge tone="grey">撤回包</Badge> : null}
        </td>
        <td>{momentText(filed.at)}</td>
        <td>{filed.former ? <span className="second">以前的台账</span> : filed.officer}</td>
        <td className="numeric">
          {filed.kind === 'submission' && !filed.former ? (
            <button type="button" className="link" aria-expanded={opened !== null} onClick={() => open(null)}>
              {countText(answer ? VERDICT_ORDER.reduce((sum, verdict) => sum + answer[verdict], 0) : 0)}
            </button>
          ) : (
            '—'
          )}
        </td>
        <td className="mono small" title={formatFingerprint(filed.fingerprint)}>
          {formatFingerprint(filed.fingerprint).slice(0, 19)} …
        </td>
        <td>
          <span className={styles.answers}>
            {withdrawn ? (
              <>
                <Badge tone="grey" sign="−">
                  已撤回
                </Badge>
                <span className="second small">{withdrawnText(withdrawn)}</span>
              </>
            ) : filed.answered ? null : (
              <Badge tone="grey">没有批复</Badge>
            )}
            {VERDICT_ORDER.filter(
              (verdict) => (answer?.[verdict] ?? 0) > 0 && (filed.answered || verdict !== 'pending'),
            ).map((verdict) => (
              <button key={verdict} type="button" className="link" onClick={() => open(verdict)}>
                {VERDICTS[verdict].label} {countText(answer?.[verdict] ?? 0)}
              </button>
            ))}
          </span>
        </td>
        <td className="numeric">
          <div className={styles.filedActions}>
            {mayWithdraw ? (
              <Button size="compact-xs" onClick={line.onWithdraw}>
                撤回…
              </Button>
            ) : null}
            {withdrawn && withdrawn.told === null ? (
              <Button size="compact-xs" onClick={onTell}>
                写出撤回包
              </Button>
            ) : null}
            {filed.former ? null : (
              <Button size="compact-xs" onClick={onRepeat}>
                重新写出
              </Button>
            )}
          </div>
        </td>
      </tr>
      {line.withdrawing ? (
        <tr className={styles.opened}>
          <td colSpan={8}>
            <WithdrawForm filed={filed} chooseFolder={line.chooseFolder} onDone={line.onWithdrawn} />
          </td>
        </tr>
      ) : null}
      {opened ? (
        <tr className={styles.opened}>
          <td colSpan={8}>
            <FiledRecords key={opened.verdict ?? 'all'} sequence={sequence} verdict={opened.verdict} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function withdrawnText({ reason, at, officer, judged }: NonNullable<FiledPackage['withdrawn']>): string {
  const kept = judged > 0 ? `；其中 ${judged} 条已审核，仍然有效` : '';
  return `${officer} ${momentText(at)} 撤回：${reason}${kept}`;
}
