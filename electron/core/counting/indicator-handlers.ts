import { AppError } from '../../../shared/errors.ts';
import { periodEnd } from '../../../shared/period/period.ts';
import type { Plan, PlanIndicator } from '../../../shared/plan/plan.ts';
import type { Handlers } from '../dispatcher.ts';
import { today } from '../environment.ts';
import { titleOf, toRecordRow } from '../ledger/record-query.ts';
import type { SessionOf } from '../session.ts';
import { countByTechField, countIndicators } from './count-indicators.ts';
import { indexIndicators } from './indicator-index.ts';
import { scopeOf } from './indicator-query.ts';
import { recordsBehind } from './records-behind.ts';

/** Indicators and the records behind each number. */
export function indicatorHandlers(
  session: SessionOf,
): Pick<Handlers, 'indicator.table' | 'indicator.by-field' | 'indicator.records'> {
  return {
    'indicator.table'({ owner, asOf }) {
      const { workspace, ledger, indexMaker } = session();
      return indexMaker.answer(() => {
        indexIndicators(ledger, workspace.plan.indicators);
        return {
          asOf: asOf === undefined ? today(workspace.environment) : periodEnd(asOf),
          indicators: countIndicators(workspace.database, workspace.plan, scopeOf(workspace), {
            owner,
            asOf: endOf(asOf),
          }),
        };
      });
    },

    'indicator.by-field'({ indicator, year, owner, asOf }) {
      const { workspace } = session();
      return {
        fields: countByTechField(workspace.database, needIndicator(workspace.plan, indicator), scopeOf(workspace), {
          year,
          owner,
          asOf: endOf(asOf),
        }),
      };
    },

    'indicator.records'({ indicator: id, count, owner, year, techField, asOf, after, limit }) {
      const { workspace, ledger } = session();
      const indicator = needIndicator(workspace.plan, id);
      const { ids, next, total } = recordsBehind(workspace.database, indicator, count, scopeOf(workspace), {
        owner,
        year,
        techField,
        asOf: endOf(asOf),
        after,
        limit,
      });
      const store = ledger.store(indicator.register);
      const rows = ids.flatMap((record) => {
        const row = store.row(record);
        return row ? [{ ...toRecordRow(ledger, store.register, row), title: titleOf(store.register, row) }] : [];
      });
      return { rows, next, total };
    },
  };
}

function endOf(period: string | undefined): string | undefined {
  return period === undefined ? undefined : periodEnd(period);
}

function needIndicator(plan: Plan, id: string): PlanIndicator {
  const indicator = plan.indicators.find((one) => one.id === id);
  if (!indicator) throw new AppError('INPUT_INVALID', `行动计划里没有指标 ${id}。`);
  return indicator;
}
