import { officeByCode } from '../../../shared/codes/offices.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { CoverData } from '../cover/cover-html.ts';
import type { Session } from '../session.ts';
import { keyFingerprint } from '../workspace/identity.ts';
import type { SentPackage } from './sent-packages.ts';

/** What the printed cover sheet of a package says. */
export function coverDataOf(session: Session, sent: SentPackage & { readonly fingerprint: string }): CoverData {
  const { manifest } = sent;
  return {
    kind: sent.kind,
    from: manifest.from,
    fromName: session.workspace.office.name,
    to: sent.to,
    toName: sent.to === null ? '各市科学技术局' : (officeByCode(sent.to)?.name ?? sent.to),
    plan: session.workspace.plan.name,
    period: sent.period,
    periodLabel: sent.period === null ? '' : periodLabel(sent.period),
    sequence: sent.sequence,
    fingerprint: sent.fingerprint,
    keyFingerprint: keyFingerprint(manifest.keys),
    registers: REGISTERS.map((register) => ({
      label: register.label,
      measure: register.measure,
      count: manifest.counts[register.id] ?? 0,
      nilReason: manifest.nilReports.find((one) => one.register === register.id)?.reason ?? null,
    })),
    narratives: manifest.counts.narrative ?? 0,
    evidence: sent.evidence.length,
    officer: sent.officer,
    at: sent.at,
  };
}
