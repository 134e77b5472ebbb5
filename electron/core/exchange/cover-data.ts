import path from 'node:path';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { REGISTERS, registerById } from '../../../shared/registers/registers.ts';
import type { CoverData, CoverFile } from '../cover/cover-html.ts';
import { dayOf } from '../environment.ts';
import type { Session } from '../session.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import { filingsWithdrawn } from './filing-withdrawals.ts';
import type { NewsCount } from './package-plan.ts';
import type { SentFile } from './package-sender.ts';

const NO_NEWS: NewsCount = { added: 0, changed: 0, withdrawn: 0 };

/** What the printed cover sheet of a package, or of the parts of one filing, says. */
export function coverDataOf(session: Session, files: readonly [SentFile, ...SentFile[]]): CoverData {
  const [first, ...others] = files;
  const { sent } = first;
  const { manifest } = sent;
  const evidence = files.flatMap((one) => one.sent.evidence);
  const news = (manifest.news ?? {}) as Readonly<Record<string, NewsCount>>;
  return {
    kind: sent.kind,
    planName: session.workspace.plan.name,
    from: { code: manifest.from, name: session.workspace.office.name },
    to: sent.to === null ? null : { code: sent.to, name: session.workspace.offices.nameOf(sent.to) },
    period: sent.period,
    periodLabel: sent.period === null ? null : periodLabel(sent.period),
    sequence: sent.sequence,
    complete: sent.manifest.base === null,
    supplement: manifest.supplement === true,
    counts: (sent.kind === 'withdrawal' ? [] : REGISTERS).map((register) => ({
      label: register.label,
      measure: register.measure,
      total: manifest.counts[register.id] ?? 0,
      ...(news[register.id] ?? NO_NEWS),
    })),
    narratives: manifest.counts.narrative ?? 0,
    evidence: { files: evidence.length, bytes: evidenceBytes(session, evidence) },
    remarks: [
      ...(sent.kind === 'withdrawal'
        ? filingsWithdrawn(manifest)
            .filter((one) => one.period === sent.period)
            .map(withdrawalText)
        : []),
      ...nilReportTexts(manifest),
    ],
    files: [coverFile(first), ...others.map(coverFile)],
    keyFingerprint: keyFingerprint(manifest.keys),
    officer: sent.officer,
    date: dayOf(sent.at),
  };
}

/** One line for the registers that are empty for the same reason, so that the sheet stays one page. */
function nilReportTexts({ nilReports }: PackageManifest): string[] {
  const labels = new Map<string, string[]>();
  for (const { register, reason } of nilReports)
    labels.set(reason, [...(labels.get(reason) ?? []), registerById(register)?.label ?? register]);
  return [...labels].map(([reason, registers]) => `${registers.join('、')}零报告：${reason}`);
}

function withdrawalText({
  sequence,
  period,
  fingerprint,
  reason,
}: NonNullable<PackageManifest['withdrawn']>[number]): string {
  const begin = formatFingerprint(fingerprint).slice(0, 19);
  return `撤回第 ${sequence} 号报送包（${periodLabel(period)}，指纹 ${begin} …）：${reason}`;
}

function coverFile({ file, sent }: SentFile): CoverFile {
  return { name: path.basename(file), fingerprint: sent.fingerprint };
}

function evidenceBytes(session: Session, digests: readonly string[]): number {
  return session.workspace.database
    .prepare('SELECT coalesce(sum(size), 0) FROM evidence_file WHERE sha256 IN (SELECT value FROM json_each(?))')
    .pluck()
    .get(JSON.stringify(digests)) as number;
}
