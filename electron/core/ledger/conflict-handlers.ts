import type { ConflictFilter, ConflictTake } from '../../../shared/contract/conflict-calls.ts';
import type { ConflictView, Values } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import { LIVE, type Scalar } from '../../../shared/merge/causal-record.ts';
import { takeLabel } from '../../../shared/merge/take-labels.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Session, SessionOf } from '../session.ts';
import { knownConflicts } from './known-conflicts.ts';
import { isLeftBy, openConflicts, rulingOf, settlement } from './open-conflicts.ts';
import { requireValid } from './valid-value.ts';

type ConflictCalls = 'conflict.list' | 'conflict.settle' | 'conflict.preview' | 'conflict.settle-many';

const TAKES: readonly ConflictTake[] = ['ours', 'theirs', 'latest', 'keep'];

/** 冲突: what stands side by side, settled one by one or by a rule. */
export function conflictHandlers(session: SessionOf): Pick<Handlers, ConflictCalls> {
  return {
    'conflict.list'({ offset, limit, ...filter }) {
      const { workspace, ledger } = session();
      const conflicts: ConflictView[] = [];
      const fields = new Map<string, Omit<ConflictView, 'values' | 'bar'> & { count: number }>();
      const owners = new Map<string, number>();
      let total = 0;
      let all = 0;
      for (const conflict of openConflicts(workspace, ledger)) {
        all += 1;
        const name = `${conflict.register} ${conflict.table ?? ''} ${conflict.field}`;
        fields.set(name, { ...conflict, count: (fields.get(name)?.count ?? 0) + 1 });
        owners.set(conflict.owner, (owners.get(conflict.owner) ?? 0) + 1);
        if (!isLeftBy(filter, conflict)) continue;
        if (total >= offset && conflicts.length < limit) conflicts.push(conflict);
        total += 1;
      }
      return {
        conflicts,
        total,
        all,
        fields: [...fields.values()].map(({ register, table, field, label, count }) => ({
          register,
          ...(table === undefined ? {} : { table }),
          field,
          label,
          count,
        })),
        owners: [...owners].map(([owner, count]) => ({ owner, count })),
      };
    },

    'conflict.settle'({ id, field, table, rowId, take, value }) {
      const { workspace, writer, ledger } = session();
      const record = ledger.need(id);
      const { register } = ledger.storeOf(id);
      const conflict = knownConflicts(register, record).find(
        (one) => one.field === field && one.table === table && one.rowId === rowId,
      );
      const settled: Scalar | undefined = take === undefined ? (value ?? null) : conflict?.siblings[take]?.value;
      if (!conflict || settled === undefined)
        throw new AppError('CONFLICT_MISSING', '这处冲突已经裁定，请刷新冲突列表。');
      if (take === undefined && field === LIVE)
        throw new AppError('INPUT_INVALID', '去留只能在保留和撤回之间选，没有写入。请选其中一个。');
      if (take === undefined) requireValid(register, { [field]: settled as Values[string] }, table);
      const label = '裁定冲突';
      const place = table === undefined ? { field } : { table, rowId: rowId ?? '', field };
      return workspace.work({ label, action: 'settle' }, (work) => {
        writer.edit(work, id, settlement([{ ...place, value: settled }]));
        return { act: work.act, label };
      });
    },

    'conflict.preview'(filter) {
      const plans = TAKES.map((take) => planOf(session(), filter, take));
      return {
        total: [...openConflicts(session().workspace, session().ledger)].filter((one) => isLeftBy(filter, one)).length,
        takes: plans.map(({ take, settled, left }) => ({
          take,
          settles: settled.length,
          records: new Set(settled.map(({ conflict }) => conflict.id)).size,
          changes: settled.filter(({ conflict, at }) => at !== presentOf(conflict)).length,
          left: [...left].map(([reason, count]) => ({ reason, count })),
        })),
      };
    },

    'conflict.settle-many'({ take, ...filter }) {
      const current = session();
      const { settled, left } = planOf(current, filter, take);
      const byRecord = Map.groupBy(settled, ({ conflict }) => conflict.id);
      const label = `裁定冲突 ${settled.length} 处（${takeLabel(take, current.workspace.isProvince, otherSide(current))}）`;
      return current.workspace.work({ label, action: 'settle' }, (work) => {
        for (const [id, chosen] of byRecord) {
          const edit = settlement(
            chosen.map(({ conflict, at }) => ({ ...conflict, value: conflict.values[at]!.value })),
          );
          current.writer.edit(work, id, edit);
        }
        return {
          act: work.act,
          label,
          settled: settled.length,
          records: byRecord.size,
          left: [...left].map(([reason, count]) => ({ reason, count })),
        };
      });
    },
  };
}

/** How the other side of the conflicts is called: several offices may be, where one files and receives. */
function otherSide({ workspace }: Session): string | undefined {
  const { superior, subordinates } = workspace;
  return superior && (subordinates.length > 0 || superior.kind !== 'province') ? '对方' : undefined;
}

/** The place of the value shown meanwhile: what one side edited shows as living. */
function presentOf({ field, values }: ConflictView): number {
  return field === LIVE ? values.findIndex((one) => one.value === true) : 0;
}

/** What a rule would settle with which of the listed values, and what it would leave, by reason. */
function planOf({ workspace, ledger }: Session, filter: ConflictFilter, take: ConflictTake) {
  const settled: { conflict: ConflictView; at: number }[] = [];
  const left = new Map<string, number>();
  for (const conflict of openConflicts(workspace, ledger)) {
    if (!isLeftBy(filter, conflict)) continue;
    const ruling = rulingOf(take, conflict, workspace.office.code);
    if ('take' in ruling) settled.push({ conflict, at: ruling.take });
    else left.set(ruling.reason, (left.get(ruling.reason) ?? 0) + 1);
  }
  return { take, settled, left };
}
