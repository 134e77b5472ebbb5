import { demandOf } from '../../../shared/check/rule-demands.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { OFFICE_WORDS } from '../../../shared/office/office.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import { isBackupOld } from '../../../shared/values/backup-age.ts';
import { groupThousands } from '../../../shared/values/decimal.ts';
import { daysBetween } from '../../../shared/values/partial-date.ts';
import { blockingCounts, countsByRule, type RuleCount } from '../check/problem-list.ts';
import { dayOf, today } from '../environment.ts';
import { ReceivedPackages } from '../exchange/received-packages.ts';
import { SentPackages } from '../exchange/sent-packages.ts';
import type { Session } from '../session.ts';
import { unansweredComments } from './unanswered-comments.ts';

type Todo = CallOutput<'overview.home'>['todo'][number];
type Part = Todo['parts'][number];
type Counts = CallOutput<'overview.counts'>;
type Board = CallOutput<'receive.board'>['cities'];

/** A count as the window writes it. */
function grouped(count: number): string {
  return groupThousands(String(count));
}

/** What an office that files has to do, the most urgent first; what is done is left out. */
export function filingTodo(session: Session, counts: Counts, baseline: boolean): Todo[] {
  const { workspace, ledger } = session;
  const office = workspace.office.code;
  const above = OFFICE_WORDS[workspace.superior?.kind ?? 'province'];
  const todo: Todo[] = [];
  const add = (kind: Todo['kind'], count: number, title: string, detail: string, parts: readonly Part[] = []) => {
    if (count > 0) todo.push({ kind, count, title, detail, parts: [...parts] });
  };
  add('baseline', baseline ? 0 : 1, `装入${above}的下发包`, `装入后才有${above}的密钥，才能传出报送包。`);
  add(
    'returned',
    counts.returned,
    `${above}退回 ${grouped(counts.returned)} 条记录`,
    `${perRegister(session, "filing_state = 'returned'")}，意见已放在对应字段`,
  );
  if (counts.returned === 0)
    add(
      'comment',
      counts.openComments,
      `${grouped(counts.openComments)} 条审核意见待答复`,
      unansweredComments(session)
        .map(({ label, records }) => `${label} ${grouped(records)} 条记录`)
        .join('、'),
    );
  add('conflict', counts.conflicts, `${grouped(counts.conflicts)} 条记录有冲突`, '两边各改了同一项，请裁定取哪一个。');
  const rules = countsByRule(ledger.database, office);
  const checked = blockingCounts(ledger, office);
  add(
    'error',
    checked.errors,
    `${grouped(checked.errors)} 处错误必须改正`,
    mostFrequent(rules, 'error'),
    partsOf(ledger, rules, 'error'),
  );
  add(
    'warning',
    checked.warnings,
    `${grouped(checked.warnings)} 处警示需要说明`,
    mostFrequent(rules, 'warning'),
    partsOf(ledger, rules, 'warning'),
  );
  const missing = counts.narrativesDue - counts.narrativesWritten;
  add(
    'narrative',
    missing,
    `${missing} 项任务进展还没写`,
    `本期共 ${counts.narrativesDue} 项，已写 ${counts.narrativesWritten} 项`,
  );
  const records = Object.values(counts.registers).reduce((sum, count) => sum + count, 0);
  if (records === 0) add('empty', 1, '台账还是空的', '可以导入各单位的表格，也可以逐条新增。');
  else addBackup(session, add);
  return todo;
}

/** The work of more than a week stands on this one machine. */
function addBackup(
  { workspace }: Session,
  add: (kind: Todo['kind'], count: number, title: string, detail: string) => void,
): void {
  const last = workspace.settings.get('backed_up_at');
  const now = today(workspace.environment);
  const advice = '请备份到另一个盘或光盘上，电脑坏了也能找回。';
  if (last === null) add('backup', 1, '台账还没有备份过', advice);
  else if (isBackupOld(dayOf(last), now))
    add('backup', 1, `上次备份已是 ${daysBetween(dayOf(last), now)} 天前`, advice);
}

/** What an office has to do for those that file to it, the most urgent first. */
export function receivingTodo(session: Session, counts: Counts, board: Board, late: boolean): Todo[] {
  const todo: Todo[] = [];
  const add = (kind: Todo['kind'], count: number, title: string, detail: string, parts: readonly Part[] = []) => {
    if (count > 0) todo.push({ kind, count, title, detail, parts: [...parts] });
  };
  const { superior } = session.workspace;
  const units = superior ? '个下级单位' : '个市';
  const missing = board.filter((city) => city.state === 'missing');
  const names = missing
    .slice(0, 5)
    .map((city) => city.name)
    .join('、');
  add(
    'receive',
    counts.pendingPackages,
    `${grouped(counts.pendingPackages)} 个报送包已查验，还没有装入`,
    '查看差异后装入。',
  );
  add(
    'review',
    counts.toReview,
    `${grouped(counts.toReview)} 条记录待审核`,
    board
      .filter((city) => city.toReview > 0)
      .slice(0, 6)
      .map((city) => `${city.name} ${city.toReview}`)
      .join('，'),
  );
  add(
    'objection',
    counts.objections,
    `${counts.objections} 条记录的更正有异议`,
    '看过说明后维持更正，或撤回更正、恢复原值。',
  );
  // Where this office files itself, its own list names conflicts and backup already.
  if (!superior)
    add(
      'conflict',
      counts.conflicts,
      `${grouped(counts.conflicts)} 条记录有冲突`,
      '省市各改了同一项，请裁定取哪一个。',
    );
  add(
    'duplicate',
    counts.duplicates,
    `${grouped(counts.duplicates)} 组疑似${superior ? '跨单位' : '跨市'}重复`,
    `同一事项由两${superior ? '个单位' : '个市'}填报，认定只计一次。`,
  );
  add(
    'reply',
    counts.repliesDue,
    `${counts.repliesDue} ${units}的批复还没传出`,
    `审核结果和意见随批复包回到${superior ? '下级单位' : '各市'}。`,
  );
  add(
    'late',
    missing.length,
    late ? `${missing.length} ${units}逾期未报` : `${missing.length} ${units}还没报送`,
    missing.length > 5 ? `${names}等` : names,
  );
  add(
    'unsent',
    hasUnsentTerms(session.workspace) ? 1 : 0,
    superior ? '上级新的下发还没有转给下级' : '计划有改动还没有下发',
    `${superior ? '下级单位' : '各市'}装入新的下发包后才照此办理。`,
  );
  if (!superior && Object.values(counts.registers).some((count) => count > 0)) addBackup(session, add);
  return todo;
}

/** The plan changed here, or came anew from above, since it was last sent to those that file here. */
function hasUnsentTerms({ settings, database, superior }: Session['workspace']): boolean {
  const changed = superior ? lastBaselineAt(database) : settings.get('plan_terms_at');
  return changed !== null && (new SentPackages(database).last(null)?.at ?? '') < changed;
}

function lastBaselineAt(database: Session['workspace']['database']): string | null {
  const taken = new ReceivedPackages(database).list();
  return taken.find((one) => one.kind === 'baseline' && one.outcome === 'received')?.at ?? null;
}

function perRegister({ workspace, ledger }: Session, condition: string): string {
  return REGISTERS.map((register) => ({
    label: register.label,
    count: ledger.database
      .prepare(`SELECT count(*) FROM ${register.id} WHERE owner = ? AND live = 1 AND ${condition}`)
      .pluck()
      .get(workspace.office.code) as number,
  }))
    .filter((one) => one.count > 0)
    .map((one) => `${one.label} ${grouped(one.count)} 条`)
    .join('、');
}

function mostFrequent(counts: readonly RuleCount[], severity: 'error' | 'warning'): string {
  const open = new Map<string, number>();
  for (const one of counts)
    if (one.severity === severity && one.open > 0) open.set(one.register, (open.get(one.register) ?? 0) + one.open);
  return [...open].map(([register, count]) => `${registerById(register)?.label ?? register} ${count} 处`).join('，');
}

/** Open problems by rule and register, the most frequent first; each with what its rule demands. */
function partsOf(ledger: Session['ledger'], counts: readonly RuleCount[], severity: 'error' | 'warning'): Part[] {
  return counts
    .filter((one) => one.severity === severity && one.open > 0)
    .map(({ rule, register, open }): Part => {
      const head = ledger.checks.book.byId(rule);
      const demand = head ? demandOf(head) : rule;
      return { label: `${registerById(register)?.label ?? ''}：${demand}`, count: open, register, rule };
    })
    .sort((one, other) => other.count - one.count);
}
