import { useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import type { ProblemView } from '../../../shared/contract/shapes.ts';
import { parsePeriod, periodLabel } from '../../../shared/period/period.ts';
import { findField } from '../../../shared/registers/register.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { SeverityBadge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { ReasonInput } from '../../parts/record-pane/problem-line.tsx';
import { BulkReason } from './bulk-reason.tsx';
import styles from './check.module.css';

type Rule = CallOutput<'check.summary'>['rules'][number];

const FIRST_PAGE = 30;
const LAST_PAGE = 500;

function fieldOf(problem: ProblemView): string {
  const register = problem.register ? registerById(problem.register) : undefined;
  const field = register && problem.field ? findField(register, problem.field, problem.table) : undefined;
  return field?.label ?? '';
}

function jump(problem: Pick<ProblemView, 'register' | 'record' | 'table' | 'field'>): void {
  go('register', { register: problem.register, id: problem.record, field: problem.table ?? problem.field });
}

/** What one rule found in one register: opened at once where something is to be done. */
export function ProblemGroup({ rule }: { readonly rule: Rule }) {
  const total = rule.open + rule.explained;
  const [open, setOpen] = useState(rule.severity === 'error' || (rule.severity === 'warning' && rule.open > 0));
  const [limit, setLimit] = useState(FIRST_PAGE);
  const [bulk, setBulk] = useState(false);
  const register = registerById(rule.register);
  return (
    <Panel
      flush
      label={rule.demand}
      title={
        <button
          type="button"
          className={styles.heading}
          data-line
          aria-expanded={open}
          onClick={() => setOpen((before) => !before)}
        >
          <SeverityBadge severity={rule.severity} />
          <span>{register?.label}</span>
          <span className={styles.demand}>{rule.demand}</span>
        </button>
      }
      aside={
        <>
          <span title="规则的依据">依据：{rule.source}</span>
          {rule.severity === 'warning' && rule.open > 0 ? (
            <button type="button" className="link" onClick={() => setBulk((before) => !before)}>
              统一说明
            </button>
          ) : null}
          <span>
            {countText(total)} 处{rule.explained > 0 ? `，已说明 ${countText(rule.explained)}` : ''}
          </span>
        </>
      }
    >
      {bulk && rule.open > 0 ? <BulkReason rule={rule} onDone={() => setBulk(false)} /> : null}
      {open ? <ProblemLines rule={rule} limit={limit} /> : null}
      {open && total > limit ? (
        <div className={styles.more}>
          {limit < LAST_PAGE ? (
            <button type="button" className="link" onClick={() => setLimit(LAST_PAGE)}>
              看其余 {countText(total - limit)} 处
            </button>
          ) : (
            <span className="second">
              这里列出前 {countText(LAST_PAGE)} 处，改好后接着列出后面的 {countText(total - LAST_PAGE)} 处。
            </span>
          )}
        </div>
      ) : null}
    </Panel>
  );
}

function ProblemLines({ rule, limit }: { readonly rule: Rule; readonly limit: number }) {
  const found = useQuery('check.list', { rule: rule.rule, register: rule.register, limit }, ['records', 'workspace']);
  if (found.error) return <ErrorNotice error={found.error} onRetry={found.refresh} />;
  const problems = found.data?.problems ?? [];
  return (
    <ul>
      {problems.map((problem) => (
        <li key={`${problem.record} ${problem.table} ${problem.rowId} ${problem.field}`} className={styles.line}>
          <button type="button" className={styles.jump} data-line onClick={() => jump(problem)}>
            <span className={styles.record} title={problem.title}>
              {problem.title}
              {problem.withdrawn ? '（已撤回）' : ''}
            </span>
            <span className={styles.message}>
              <span className={styles.field}>{fieldOf(problem)}</span>
              {problem.message}
            </span>
            <span className="small" aria-hidden="true">
              {problem.withdrawn ? '查看 ›' : '去改 ›'}
            </span>
          </button>
          {problem.severity === 'warning' && problem.locked && !problem.reason ? (
            <span className={styles.locked}>已通过审核，不影响报送</span>
          ) : null}
          {problem.severity === 'warning' && problem.record && (!problem.locked || problem.reason) ? (
            <div className={styles.reason}>
              <ReasonInput
                key={problem.reason ?? ''}
                record={problem.record}
                rule={problem.rule}
                reason={problem.reason ?? ''}
                readOnly={problem.locked ?? false}
              />
            </div>
          ) : null}
          <Beside problem={problem} />
        </li>
      ))}
    </ul>
  );
}

/** What was filed before, and the other records that make the problem. */
function Beside({ problem }: { readonly problem: ProblemView }) {
  const others = problem.others ?? [];
  if (!problem.former && others.length === 0) return null;
  const { former } = problem;
  return (
    <div className={styles.beside}>
      {former ? (
        <span>
          {parsePeriod(former.period) ? periodLabel(former.period) : former.period}报送：
          <span className="number">{former.shown}</span>
        </span>
      ) : null}
      {others.length > 0 ? <span>另见</span> : null}
      {others.map((other) => (
        <button
          key={other.record}
          type="button"
          className="link"
          onClick={() => jump({ register: other.register, record: other.record, field: problem.field })}
        >
          {registerById(other.register)?.label}“{other.title}”
        </button>
      ))}
    </div>
  );
}
