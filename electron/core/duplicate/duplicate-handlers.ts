import type { CallOutput, HandlerInput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import type { Handlers } from '../dispatcher.ts';
import { ruledOf } from '../ledger/link-view.ts';
import { titleOf, toRecordRow } from '../ledger/record-query.ts';
import { barToSecond, wantsSecondLook } from '../review/second-look-handlers.ts';
import { requireSubordinates, type Session, type SessionOf } from '../session.ts';
import { DistinctPairs } from '../similar/distinct-pairs.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import { type DuplicateGroup, distinctGroups, ruledGroups } from './duplicate-groups.ts';
import { DuplicateProposals } from './duplicate-proposals.ts';
import { comparisonOf, type NameComparison, openGroups } from './name-comparison.ts';
import { ruleDuplicates } from './rule-duplicates.ts';

type DuplicateCalls = Extract<keyof Handlers, `duplicate.${string}`>;
type Verdict = { readonly ids: readonly string[]; readonly counted: string | null };

/** 跨市重复: finding them, ruling on them, and what was ruled of one's own records. */
export function duplicateHandlers(session: SessionOf, runner: WorkRunner): Pick<Handlers, DuplicateCalls> {
  return {
    'duplicate.list': (asked) => list(session(), comparisonOf(session()), asked),

    async 'duplicate.compare'({ register }) {
      const current = session();
      requireSubordinates(current);
      const comparison = comparisonOf(current);
      const label = `比对各单位的${register === undefined ? '全部台账' : (registerById(register)?.label ?? '台账')}`;
      await runner.run(label, (progress) => comparison.run(current, register, progress));
      current.workspace.tell('reviews');
      const { records = 0, pairs = 0 } = comparison.state(current, register) ?? {};
      return { records, pairs };
    },

    'duplicate.rule': (verdict) => ruled(session(), verdict),

    'duplicate.tell-apart'({ ids, distinct }) {
      const current = session();
      requireSubordinates(current);
      const label = distinct ? '认定并非重复' : '取消并非重复的认定';
      return current.workspace.work({ label, action: 'review' }, (work) => {
        if (distinct && wantsSecondLook(current)) {
          propose(current, work, { ids, counted: null });
          return { proposed: true };
        }
        tellApart(current, work, ids, distinct);
        return { proposed: false };
      });
    },

    'duplicate.confirm'({ ids }) {
      const current = session();
      requireSubordinates(current);
      const proposals = new DuplicateProposals(current.workspace.database);
      const proposal = proposals.about(ids);
      if (!proposal) throw new AppError('RECORD_MISSING', '没有待复核的认定，可能已由别人办理。请刷新后再看。');
      const bar = barToSecond(proposal.officer, current.workspace.officer, false);
      if (bar !== null) throw new AppError('ROLE_REFUSED', bar);
      const { counted } = proposal;
      return settle(current, { ids, counted }, (work) => {
        if (counted === null) tellApart(current, work, ids, true);
        else ruleDuplicates(current, work, ids, counted);
        proposals.drop(ids);
      });
    },

    'duplicate.drop'({ ids }) {
      const current = session();
      requireSubordinates(current);
      current.workspace.work({ label: '收回重复认定', action: 'review' }, (work) => {
        new DuplicateProposals(current.workspace.database).drop(ids);
        work.tell('reviews');
      });
      return {};
    },

    'duplicate.told'() {
      const { ledger, workspace } = session();
      const rows = ledger.database
        .prepare<[], { record: string; register: string }>('SELECT record, register FROM duplicate_ruling ORDER BY 1')
        .all();
      return {
        records: rows.flatMap(({ record, register }) => {
          const store = ledger.store(register);
          const row = store.row(record);
          if (row?.live !== 1 || row.owner !== workspace.office.code) return [];
          const told = ruledOf(ledger, store.fromRow(row));
          if (!told) return [];
          const others = told.others.map(({ owner, title, number }) => ({ owner, title, number }));
          return [{ id: record, register, title: titleOf(store.register, row), role: told.role, others, by: told.by }];
        }),
      };
    },
  };
}

function ruled(current: Session, verdict: Verdict): CallOutput<'duplicate.rule'> {
  requireSubordinates(current);
  const { ids, counted } = verdict;
  if (counted !== null && !ids.includes(counted)) throw new AppError('INPUT_INVALID', '请从这几条里选一条计数。');
  const second = counted !== null && wantsSecondLook(current);
  return settle(
    current,
    verdict,
    (work) => {
      if (second) propose(current, work, verdict);
      else ruleDuplicates(current, work, ids, counted);
    },
    second,
  );
}

/** An act that undo takes back as it does an edit. */
function settle(
  { workspace }: Session,
  { ids, counted }: Verdict,
  act: (work: UnitOfWork) => void,
  proposed = false,
): CallOutput<'duplicate.rule'> {
  const label = counted === null ? `取消重复认定 ${ids.length} 条` : `认定重复 ${ids.length} 条`;
  return workspace.work({ label, action: 'edit' }, (work) => {
    act(work);
    return { act: work.act, label, proposed };
  });
}

function propose({ workspace }: Session, work: UnitOfWork, { ids, counted }: Verdict): void {
  new DuplicateProposals(workspace.database).keep(ids, { counted, at: work.at, officer: work.officer });
  work.tell('reviews');
}

/** Remembers of every two of different offices that they are not one item, or forgets it. */
function tellApart(session: Session, work: UnitOfWork, ids: readonly string[], distinct: boolean): void {
  const pairs = new DistinctPairs(session.ledger.database);
  const owners = new Map(ids.map((id) => [id, session.ledger.need(id).owner]));
  for (const [index, one] of ids.entries())
    for (const other of ids.slice(index + 1))
      if (owners.get(one) !== owners.get(other)) pairs.set(one, other, distinct, work);
  work.tell('reviews');
}

function list(
  session: Session,
  comparison: NameComparison,
  { state, register, limit }: HandlerInput<'duplicate.list'>,
): CallOutput<'duplicate.list'> {
  const { ledger } = session;
  const found: Record<typeof state, readonly DuplicateGroup[]> = {
    open: openGroups(session, register),
    ruled: ruledGroups(ledger.database, register),
    distinct: distinctGroups(ledger.database, register),
  };
  const proposals = new DuplicateProposals(ledger.database);
  return {
    counts: { open: found.open.length, ruled: found.ruled.length, distinct: found.distinct.length },
    compared: comparison.state(session, register),
    groups: found[state].slice(0, limit).map(({ ids, owners: _, ...group }) => {
      const store = ledger.store(group.register);
      const rows = ids.map((id) => store.row(id)).filter((row) => row !== undefined);
      return {
        ...group,
        label: rows[0] ? titleOf(store.register, rows[0]) : '',
        records: rows.map((row) => ({
          ...toRecordRow(ledger, store.register, row),
          title: titleOf(store.register, row),
        })),
        proposal: proposals.about(ids),
      };
    }),
  };
}
