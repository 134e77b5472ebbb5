import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import type { AppError } from '../../../shared/errors.ts';
import { PACKAGE_KINDS } from '../../../shared/exchange/package-manifest.ts';
import { PERIOD_PATTERN } from '../../../shared/period/period.ts';
import { newId } from '../environment.ts';
import type { Session } from '../session.ts';

export const NO_CLASSES = { new: 0, same: 0, changed: 0, parallel: 0, conflict: 0, deletedButEdited: 0 };

/** What a package shows where nothing was found of it, or by a version that did not look for it. */
export const NO_FINDINGS = {
  decision: null,
  leftOut: 0,
  registers: [] as DeskPackage['registers'],
  jumps: 0,
  errors: 0,
  evidenceMissing: 0,
  supplement: false,
  declined: [] as DeskPackage['declined'],
  takesBack: [] as DeskPackage['takesBack'],
  takenBack: null as DeskPackage['takenBack'],
  part: null,
  parts: null,
};

interface Claim {
  readonly kind: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly period: string | null;
  readonly sequence: number | null;
  readonly fingerprint: string | null;
}

/** The desk's answer for a file that could not even be read. */
export function unreadableDesk(session: Session, file: string, error: AppError): DeskPackage {
  const nothing = { kind: null, from: null, to: null, period: null, sequence: null, fingerprint: null };
  return refusedDesk(session, file, nothing, [{ code: error.code, message: error.message }], null);
}

/** The desk's answer for a package that changes nothing here, with every reason. */
export function refusedDesk(
  session: Session,
  file: string,
  claim: Claim,
  problems: readonly { readonly code: string; readonly message: string }[],
  changedKey: string | null,
): DeskPackage {
  const codes = problems.map((problem) => problem.code);
  return {
    stage: `refused-${newId(session.workspace.environment, 10)}`,
    file,
    from: claim.from !== null && /^\d{6}$/.test(claim.from) ? claim.from : null,
    fromName: claim.from === null ? null : session.workspace.offices.nameOf(claim.from),
    kind: PACKAGE_KINDS.find((kind) => kind === claim.kind) ?? null,
    period: claim.period !== null && PERIOD_PATTERN.test(claim.period) ? claim.period : null,
    sequence: claim.sequence,
    fingerprint: claim.fingerprint,
    createdAt: null,
    officer: null,
    outcome: 'refused',
    genuine: claim.from !== null && !codes.some((code) => code.startsWith('SIGNATURE_') || code === 'KEY_CHANGED'),
    complete: !codes.some((code) => /^(BAG|ENCRYPTION|FILE)_/.test(code)),
    keyState: changedKey ? 'changed' : 'none',
    keyFingerprint: changedKey,
    classes: { ...NO_CLASSES },
    withdrawn: 0,
    duplicates: 0,
    evidence: { files: 0, bytes: 0 },
    warnings: { total: 0, explained: 0 },
    problems: problems.map(({ code, message }) => ({ code, message })),
    receivedAt: null,
    ...NO_FINDINGS,
  };
}
