import type { CallOutput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { frequenciesIn, hasPeriod, periodDue, periodsOf } from '../../../shared/period/filing-schedule.ts';
import { comparePeriods, periodEnd, periodLabel, periodStart } from '../../../shared/period/period.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { type PlanTerms, withEntry, withTerms } from '../../../shared/plan/plan-terms.ts';
import type { Handlers } from '../dispatcher.ts';
import { SentPackages } from '../exchange/sent-packages.ts';
import { requireProvince, type Session, type SessionOf } from '../session.ts';
import { termsOf } from '../workspace/plan-in-force.ts';

type PlanCalls = 'plan.show' | 'plan.set-frequency' | 'plan.set-due' | 'plan.set-city-targets';

/** What the province sets about its plan: frequency, due days, and the cities' shares of the targets. */
export function planHandlers(session: SessionOf): Pick<Handlers, PlanCalls> {
  return {
    'plan.show': () => showPlan(session()),

    'plan.set-frequency'({ year, frequencies }) {
      const current = session();
      const { plan } = current.workspace;
      const allowed = plan.filing.choices ?? [plan.filing.frequency];
      if (frequencies.some((one) => !allowed.includes(one)))
        throw new AppError('PERIOD_INVALID', '这个行动计划不能按这样的频次报送，请在所列频次中选择。');
      setTerms(current, '改报送频次', (terms) => {
        const filing = { ...terms.filing, byYear: withEntry(terms.filing.byYear, String(year), [...frequencies]) };
        requireKept(current, withTerms(plan, { ...terms, filing }));
        return { ...terms, filing };
      });
      return {};
    },

    'plan.set-due'({ period, office, due }) {
      const current = session();
      const { plan } = current.workspace;
      if (!hasPeriod(plan, period))
        throw new AppError('PERIOD_INVALID', `行动计划没有“${periodLabel(period)}”这个报告期，请改选别的报告期。`);
      if (office !== null && !plan.reportingOffices.includes(office))
        throw new AppError('OFFICE_UNKNOWN', '这个单位不在报送单位之列，不能给它延期。');
      const earliest = office === null ? periodStart(period) : periodDue(plan, period);
      if (due !== null && due < earliest)
        throw new AppError(
          'INPUT_INVALID',
          office === null
            ? `截止日不能早于${periodLabel(period)}的第一天（${earliest}），请改填。`
            : `延期应晚于各市统一的截止日（${earliest}），请改填。`,
        );
      setTerms(current, office === null ? '改截止日' : '准予延期', ({ filing, ...terms }) => {
        if (office === null) return { ...terms, filing: { ...filing, due: withEntry(filing.due, period, due) } };
        const dates = withEntry(filing.extensions?.[office], period, due);
        const extensions = withEntry(filing.extensions, office, Object.keys(dates).length > 0 ? dates : null);
        return { ...terms, filing: { ...filing, extensions } };
      });
      return {};
    },

    'plan.set-city-targets'({ indicator: id, shares }) {
      const current = session();
      const { plan } = current.workspace;
      if (plan.indicators.find((one) => one.id === id)?.target == null)
        throw new AppError('INPUT_INVALID', `行动计划没有给指标 ${id} 定量目标，不能分到各市。`);
      const strange = Object.keys(shares).find((office) => !plan.reportingOffices.includes(office));
      if (strange) throw new AppError('OFFICE_UNKNOWN', `单位 ${strange} 不在报送单位之列，不能给它分目标。`);
      setTerms(current, '分解目标', ({ cityTargets, ...terms }) => {
        let of: Record<string, number> = { ...cityTargets[id] };
        for (const [office, share] of Object.entries(shares)) of = withEntry(of, office, share);
        return { ...terms, cityTargets: withEntry(cityTargets, id, Object.keys(of).length > 0 ? of : null) };
      });
      return {};
    },
  };
}

function setTerms(session: Session, label: string, change: (terms: PlanTerms) => PlanTerms): void {
  requireProvince(session);
  const { workspace } = session;
  const terms = change(termsOf(workspace.settings));
  workspace.work({ label, action: 'govern' }, (work) => {
    work.govern('plan_terms', JSON.stringify(terms));
    workspace.settings.set('plan_terms_at', work.at);
    work.tell('workspace');
  });
}

/** `PERIOD_INVALID` when packages were taken for a period that `next` would not have. */
function requireKept({ workspace }: Session, next: Plan): void {
  const lost = receivedPeriods(workspace.database)
    .filter((period) => hasPeriod(workspace.plan, period) && !hasPeriod(next, period))
    .sort(comparePeriods);
  if (lost.length === 0) return;
  throw new AppError('PERIOD_INVALID', `已经收到${lost.map(periodLabel).join('、')}的报送包，这一年不能再改报送频次。`);
}

function receivedPeriods(database: Session['workspace']['database']): string[] {
  return database
    .prepare(
      "SELECT DISTINCT period FROM received_package WHERE kind = 'submission' AND outcome = 'received' AND period IS NOT NULL",
    )
    .pluck()
    .all() as string[];
}

function showPlan({ workspace }: Session): CallOutput<'plan.show'> {
  const { plan, settings, database } = workspace;
  const received = new Map(
    database
      .prepare(
        "SELECT period, count(DISTINCT from_office) FROM received_package WHERE kind = 'submission' AND outcome = 'received' GROUP BY period",
      )
      .raw()
      .all() as [string, number][],
  );
  return {
    changedAt: settings.get('plan_terms_at'),
    sentAt: new SentPackages(database).last(null)?.at ?? null,
    dueDays: plan.filing.dueDays,
    choices: [...(plan.filing.choices ?? [plan.filing.frequency])],
    years: plan.years.map((year) => ({ year, frequencies: [...frequenciesIn(plan, year)] })),
    periods: periodsOf(plan).map((id) => ({
      id,
      label: periodLabel(id),
      end: periodEnd(id),
      due: periodDue(plan, id),
      set: plan.filing.due?.[id] !== undefined,
      extensions: plan.reportingOffices.flatMap((office) => {
        const due = plan.filing.extensions?.[office]?.[id];
        return due === undefined ? [] : [{ office, due }];
      }),
      received: received.get(id) ?? 0,
    })),
    indicators: plan.indicators.flatMap(({ id, name, unit, per, target, cityTargets }) =>
      target === null ? [] : [{ id, name, unit, per, target, shares: { ...cityTargets } }],
    ),
  };
}
