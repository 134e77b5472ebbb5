import { Button } from '@mantine/core';
import { useState } from 'react';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { jumpText } from '../../../shared/exchange/large-jump.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { formatMoneyRounded } from '../../../shared/values/money.ts';
import { byteSize, countText, momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import { Panel } from '../../parts/page.tsx';
import { printPaper } from '../../parts/print-paper.ts';
import { type Decision, DecisionLine } from './decision-line.tsx';
import { KeyCompare } from './key-compare.tsx';
import { canWait, changeCount, mayTake, packageTitle, verdictChips } from './package-verdict.ts';
import styles from './receive.module.css';
import { UndoPreview } from './undo-preview.tsx';

export interface PackageActions {
  readonly take: () => void;
  readonly decide: (decision: Decision | null, note: string) => void;
  readonly remove: () => void;
  readonly undo: () => void;
  readonly confirmKey: () => void;
}

interface PackagePanelProps {
  readonly pack: DeskPackage;
  readonly confirmed: boolean;
  /** All packages of the same office, this one too. */
  readonly siblings: readonly DeskPackage[];
  readonly onSibling: (pack: DeskPackage) => void;
  readonly busy: boolean;
  readonly actions: PackageActions;
}

/** The chosen package: what was found out, what it would change, and what can be done with it. */
export function PackagePanel({ pack, confirmed, siblings, onSibling, busy, actions }: PackagePanelProps) {
  const asksKey =
    pack.outcome !== 'received' && !confirmed && pack.keyState !== 'confirmed' && pack.keyState !== 'none';
  const changes = changeCount(pack);
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const [undoing, setUndoing] = useState(false);
  return (
    <Panel label={packageTitle(pack)}>
      <div className={styles.packHead}>
        <h2 className={styles.packTitle}>{packageTitle(pack)}</h2>
        <div className={styles.chips}>
          {verdictChips(pack).map((chip) => (
            <Badge key={chip.text} tone={chip.tone} sign={chip.sign}>
              {chip.text}
            </Badge>
          ))}
        </div>
        <div className={styles.packActions}>
          {pack.outcome === 'received' && pack.fingerprint ? (
            <Button disabled={busy} aria-expanded={undoing} onClick={() => setUndoing(!undoing)}>
              撤销装入…
            </Button>
          ) : null}
          {pack.outcome === 'pending' || pack.outcome === 'held' ? (
            <>
              <Button disabled={busy} onClick={() => setDeciding('declined')}>
                拒收…
              </Button>
              <Button disabled={busy} onClick={() => setDeciding('held')}>
                {pack.outcome === 'held' ? '改备注…' : '暂存…'}
              </Button>
            </>
          ) : null}
          {pack.outcome === 'declined' || pack.outcome === 'refused' ? (
            <Button onClick={() => void printPaper('receive.return-note', { stage: pack.stage })}>退件说明…</Button>
          ) : null}
          {canWait(pack) ? (
            <Button
              variant={pack.outcome === 'declined' ? 'default' : 'filled'}
              loading={busy}
              disabled={!mayTake(pack, confirmed)}
              title={mayTake(pack, confirmed) ? undefined : '先核对密钥指纹'}
              onClick={actions.take}
            >
              {changes > 0 ? `装入 ${countText(changes - pack.leftOut)} 条变化` : '装入'}
            </Button>
          ) : null}
          {pack.outcome === 'refused' || pack.outcome === 'unchanged' ? (
            <Button disabled={busy} onClick={actions.remove}>
              从列表移走
            </Button>
          ) : null}
        </div>
      </div>
      {undoing && pack.outcome === 'received' ? (
        <UndoPreview
          pack={pack}
          busy={busy}
          onCancel={() => setUndoing(false)}
          onUndo={() => {
            setUndoing(false);
            actions.undo();
          }}
        />
      ) : null}
      {deciding ? (
        <DecisionLine
          decision={deciding}
          busy={busy}
          onCancel={() => setDeciding(null)}
          onDecide={(note) => {
            setDeciding(null);
            actions.decide(deciding, note);
          }}
        />
      ) : pack.decision ? (
        <p className={styles.decided} data-declined={pack.outcome === 'declined' || undefined}>
          <span>
            {pack.outcome === 'declined' ? '拒收' : '暂存'}
            {pack.decision.note ? `：${pack.decision.note}` : ''}
            <span className={styles.decidedBy}>
              {pack.decision.officer}　{momentText(pack.decision.at)}
            </span>
          </span>
          <Button size="compact-xs" disabled={busy} onClick={() => actions.decide(null, '')}>
            改回待装入
          </Button>
        </p>
      ) : null}
      {siblings.length > 1 ? (
        <FilterChips
          label="这个单位的各个包"
          choices={siblings.map((one) => ({
            key: one.stage,
            label: one.sequence === null ? '无号' : `第 ${one.sequence} 号`,
          }))}
          chosen={pack.stage}
          onChoose={(stage) => {
            const next = siblings.find((one) => one.stage === stage);
            if (next) onSibling(next);
          }}
        />
      ) : null}
      <Withdrawals pack={pack} />
      {pack.fingerprint && pack.kind !== 'withdrawal' ? <Counts pack={pack} /> : null}
      {pack.outcome === 'received' ? null : <RegisterCounts pack={pack} />}
      <Problems pack={pack} />
      {asksKey ? (
        <KeyCompare pack={pack} busy={busy} onSame={actions.confirmKey} onDifferent={() => setDeciding('declined')} />
      ) : null}
    </Panel>
  );
}

/** 撤回报送: that this filing was taken back, or which filings it takes back. */
function Withdrawals({ pack }: { readonly pack: DeskPackage }) {
  const { takenBack, takesBack } = pack;
  return (
    <>
      {takenBack ? (
        <p className={styles.decided}>
          <span>
            对方已撤回这份报送：{takenBack.reason}
            <span className={styles.decidedBy}>
              {takenBack.officer}　{momentText(takenBack.at)}
            </span>
          </span>
        </p>
      ) : null}
      {takesBack.map(({ sequence, period, reason }) => (
        <p key={`${sequence} ${period} ${reason}`} className={styles.decided}>
          撤回第 {sequence} 号报送（{periodLabel(period)}）：{reason}。还没有审核的回到对方手里，审核过的不变。
        </p>
      ))}
    </>
  );
}

function Counts({ pack }: { readonly pack: DeskPackage }) {
  const { classes } = pack;
  const figures = [
    { label: '新增', count: classes.new, tone: 'ink' },
    { label: '修改', count: classes.changed, tone: 'ink' },
    { label: '两边都改', count: classes.parallel, tone: 'ink' },
    { label: '撤回', count: pack.withdrawn, tone: 'ink' },
    { label: '冲突', count: classes.conflict + classes.deletedButEdited, tone: 'violet' },
    { label: '疑似跨市重复', count: pack.duplicates, tone: 'amber' },
    { label: '变动较大', count: pack.jumps, tone: 'amber' },
    { label: '处错误', count: pack.errors, tone: 'red' },
    { label: '份佐证缺失', count: pack.evidenceMissing, tone: 'red' },
  ].filter((figure) => figure.count > 0);
  const { evidence, warnings } = pack;
  return (
    <>
      <p className={styles.figures}>
        {figures.map((figure) => (
          <span key={figure.label} data-tone={figure.tone}>
            <strong>{countText(figure.count)}</strong> {figure.label}
          </span>
        ))}
        {figures.length === 0 ? <span>与现有台账相同，没有变化</span> : null}
      </p>
      <p className={styles.facts}>
        <span>相同 {countText(classes.same)}</span>
        {evidence.files > 0 ? (
          <span>
            佐证 {countText(evidence.files)} 份 {byteSize(evidence.bytes)}
          </span>
        ) : null}
        {warnings.total > 0 ? (
          <span>
            警示 {warnings.total} 处
            {warnings.explained === warnings.total ? '均有说明' : `，${warnings.explained} 处有说明`}
          </span>
        ) : null}
        {pack.officer ? <span>经办人 {pack.officer}</span> : null}
        {pack.createdAt ? <span>{momentText(pack.createdAt)} 传出</span> : null}
        {fingerprintsOf(pack).map(({ label, fingerprint }) => (
          <span key={fingerprint} title={formatFingerprint(fingerprint)}>
            {label} <span className="mono">{formatFingerprint(fingerprint).slice(0, 19)} …</span>
          </span>
        ))}
      </p>
    </>
  );
}

/** What is compared with the cover sheet: one fingerprint, or that of every part that came. */
function fingerprintsOf({ fingerprint, parts }: DeskPackage): { label: string; fingerprint: string }[] {
  const files = parts?.files.map((one) => ({ label: `第 ${one.number} 部分指纹`, fingerprint: one.fingerprint }));
  return (files ?? [{ label: '指纹', fingerprint }]).flatMap(({ label, fingerprint: print }) =>
    print === null ? [] : [{ label, fingerprint: print }],
  );
}

/** How many records of each register the sender had and would have: a large jump is worth a question. */
function RegisterCounts({ pack }: { readonly pack: DeskPackage }) {
  const touched = pack.registers.filter((one) => one.before !== one.after);
  const sums = pack.registers.flatMap(({ register, sums: all = [] }) =>
    all.filter((one) => one.jump).map((one) => ({ register, ...one })),
  );
  if (touched.length === 0 && sums.length === 0) return null;
  return (
    <p className={styles.registers}>
      <span>现有 → 装入后</span>
      {touched.map(({ register, before, after, jump }) => (
        <span key={register} data-jump={jump || undefined}>
          {registerById(register)?.label} {countText(before)} → <strong>{countText(after)}</strong>
          {jump ? `（${jumpText(before, after)}，变动较大）` : ''}
        </span>
      ))}
      {sums.map(({ register, field, before, after }) => (
        <span key={`${register} ${field}`} data-jump>
          {registerById(register)?.label}
          {labelOfField(register, field)}合计 {formatMoneyRounded(before)} →{' '}
          <strong>{formatMoneyRounded(after)}</strong> 万元（{jumpText(before, after)}，变动较大）
        </span>
      ))}
    </p>
  );
}

function labelOfField(register: string, field: string): string {
  const declared = registerById(register);
  return declared ? (findField(declared, field)?.label ?? field) : field;
}

function Problems({ pack }: { readonly pack: DeskPackage }) {
  if (pack.problems.length === 0) return null;
  return (
    <ul
      className={styles.problems}
      data-refused={pack.outcome === 'refused' || undefined}
      aria-label="验包时发现的问题"
    >
      {pack.problems.map((problem) => (
        <li key={problem.code + problem.message}>
          {problem.message} <span className="mono small second">{problem.code}</span>
        </li>
      ))}
    </ul>
  );
}
