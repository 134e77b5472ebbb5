import { AppError } from '../../../shared/errors.ts';
import { filingSequence } from '../../../shared/exchange/package-part.ts';
import type { Session } from '../session.ts';
import { noteUnderway } from '../workspace/underway.ts';
import { withdrawBaseline } from './receive-baseline.ts';
import { type ReceivedPackage, ReceivedPackages } from './received-packages.ts';

/**
 * Takes a whole import back: records by new edits where nobody changed them since, a 下发 by putting in force what stood before it.
 * Errors: `PACKAGE_MISSING`, `PLAN_UNKNOWN`.
 */
export function undoReceipt(session: Session, fingerprint: string): { records: number; kept: number } {
  const received = new ReceivedPackages(session.workspace.database);
  const known = received.get(fingerprint);
  if (!known?.act || known.outcome !== 'received') {
    throw new AppError('PACKAGE_MISSING', '这个包没有装入过，或已经整包撤销，不能再次撤销。');
  }
  if (known.kind === 'full')
    throw new AppError(
      'PACKAGE_REFUSED',
      '全量包来自本单位的另一台机器，不能整包撤销。有不对的请逐条改正，或从装入前的自动备份恢复。',
    );
  const end = noteUnderway(session.workspace.folder, { kind: 'undo', fingerprint });
  let records = 0;
  let kept = 0;
  // The parts of a filing may have been taken on different days.
  const acts = new Set(
    received.filingOf(known).flatMap((one) => (one.outcome === 'received' && one.act ? [one.act] : [])),
  );
  try {
    for (const act of [...acts].reverse()) {
      const undone = undoAct(session, known, act);
      records += undone.records;
      kept += undone.kept;
    }
    return { records, kept };
  } catch (error) {
    session.ledger.checks.reload();
    throw error;
  } finally {
    end();
  }
}

function undoAct(session: Session, known: ReceivedPackage, act: string): { records: number; kept: number } {
  const label = `撤销装入第 ${filingSequence(known)} 号包`;
  // What governs the ledger is not brought back by redo but by taking the package again.
  const action = known.kind === 'baseline' ? 'govern' : 'undo';
  return session.workspace.work({ label, action, undoes: act }, (work) => {
    const { records, kept } = session.takeBack.reverse(work, act);
    new ReceivedPackages(session.workspace.database).markUndone(act);
    if (known.kind === 'baseline') withdrawBaseline(session, work, known);
    work.tell('packages');
    return { records: records.length, kept };
  });
}
