import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { periodBefore } from '../../../shared/period/filing-schedule.ts';
import { parsePeriod, periodEnd, periodLabel } from '../../../shared/period/period.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { countIndicators } from '../counting/count-indicators.ts';
import { scopeOf } from '../counting/indicator-query.ts';
import type { Handlers } from '../dispatcher.ts';
import { today } from '../environment.ts';
import { ReceivedPackages } from '../exchange/received-packages.ts';
import { SentPackages } from '../exchange/sent-packages.ts';
import { readNarratives } from '../narrative/narratives.ts';
import type { Session, SessionOf } from '../session.ts';
import { exportRows } from '../sheet/export/export-rows.ts';
import type { WorkRunner } from '../work/work-runner.ts';
import type { ReportData, ReportFiling } from './report-data.ts';
import { reportHtml } from './report-html.ts';
import { writeReportDocx } from './write-report-docx.ts';
import { writeReportXlsx } from './write-report-xlsx.ts';

/** The period's report for the leadership. */
export function reportHandlers(
  session: SessionOf,
  runner: WorkRunner,
): Pick<Handlers, 'report.write' | 'report.preview'> {
  return {
    async 'report.write'({ period, folder, formats }) {
      const current = session();
      mkdirSync(folder, { recursive: true });
      return runner.run('正在生成报告', async (progress) => {
        const files: string[] = [];
        const base = path.join(folder, `${current.workspace.office.short}_${period}_进展报告`);
        for (const [index, format] of formats.entries()) {
          progress.report(index, formats.length);
          progress.signal.throwIfAborted();
          const file = `${base}.${format}`;
          const data = gatherReport(current, period);
          if (format === 'xlsx') await writeReportXlsx(file, data);
          else await writeReportDocx(file, data);
          files.push(file);
        }
        return { files };
      });
    },

    'report.preview': ({ period }) => ({ html: reportHtml(gatherReport(session(), period)) }),
  };
}

/** Everything a report says, gathered; what it looks like is decided elsewhere. */
export function gatherReport(session: Session, period: string): ReportData {
  const { workspace, ledger } = session;
  const { plan } = workspace;
  const parsed = parsePeriod(period);
  if (!parsed) throw new AppError('PERIOD_INVALID', `“${period}”不是报告期。请写成 2020Q2、2020H1 或 2020 这样。`);
  const own = workspace.superior ? workspace.office.code : undefined;
  const reporting = workspace.superior ? [workspace.office] : workspace.subordinates;
  return {
    planName: plan.name,
    periodLabel: periodLabel(period),
    year: parsed.year,
    asOf: periodEnd(period),
    officeName: workspace.office.name,
    generatedOn: today(workspace.environment),
    indicators: countIndicators(workspace.database, plan, scopeOf(workspace), { owner: own, asOf: periodEnd(period) }),
    before: acceptedBefore(session, period, own),
    offices: reporting.map(({ code, name, short }) => ({ code, name, short })),
    tasks: plan.tasks.map(({ id, title, parent }) => ({ id, title, parent })),
    narratives: readNarratives(ledger, period, own ?? null)
      .filter((one) => one.kind === 'task')
      .map((one) => ({ task: one.subject, ownerName: workspace.offices.shortOf(one.owner), text: one.text })),
    registers: REGISTERS.map((register) => ({
      register,
      count: ledger.store(register.id).total(),
      rows: exportRows(session, register, {}),
    })),
    filings: filingsOf(session, period),
  };
}

/** 认定 as of the end of the period before; null in the first. */
function acceptedBefore({ workspace }: Session, period: string, owner: string | undefined): ReportData['before'] {
  const { plan, database } = workspace;
  const before = periodBefore(plan, period);
  if (before === undefined) return null;
  const counted = countIndicators(database, plan, scopeOf(workspace), { owner, asOf: periodEnd(before) });
  return Object.fromEntries(counted.map((one) => [one.id, one.accepted]));
}

function filingsOf(session: Session, period: string): ReportFiling[] {
  const { workspace } = session;
  if (workspace.superior) {
    const sent = new SentPackages(workspace.database).filings().find((one) => one.period === period);
    return [
      {
        officeName: workspace.office.name,
        receivedAt: sent?.at ?? null,
        sequence: sent?.sequence ?? null,
        counts: sent?.manifest.counts ?? {},
      },
    ];
  }
  const received = new ReceivedPackages(workspace.database);
  return workspace.subordinates.map(({ code: office, name }) => {
    const latest = received
      .filings(office)
      .filter((one) => one.period === period)
      .at(-1);
    return {
      officeName: name,
      receivedAt: latest?.at ?? null,
      sequence: latest?.sequence ?? null,
      counts: latest ? liveCounts(session, office) : {},
    };
  });
}

function liveCounts(session: Session, office: string): Record<string, number> {
  return Object.fromEntries(
    REGISTERS.map((register) => [
      register.id,
      session.ledger.database
        .prepare(`SELECT count(*) FROM ${register.id} WHERE owner IN (SELECT value FROM json_each(?)) AND live = 1`)
        .pluck()
        .get(JSON.stringify(session.workspace.offices.within(office))) as number,
    ]),
  );
}
