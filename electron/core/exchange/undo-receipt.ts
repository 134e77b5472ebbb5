import type { CallOutput } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import { filingSequence } from '../../../shared/exchange/package-part.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { titleOf } from '../ledger/record-query.ts';
import type { Session } from '../session.ts';
import type { UnitOfWork } from '../work/unit-of-work.ts';
import { noteUnderway } from '../workspace/underway.ts';
import { withdrawBaseline } from './receive-baseline.ts';
import { type ReceivedPackage, ReceivedPackages } from './received-packages.ts';

/**
 * Takes a whole import back: records by new edits where nobody changed them since, a 下发 by putting in force what stood before it.
 * Errors: `PACKAGE_MISSING`, `PLAN_UNKNOWN`.
 */
export function undoReceipt(session: Session, fingerprint: string): { records: number; kept: number } {
  const known = requireReceipt(session, fingerprint);
  const acts = actsOf(session, known);
  const [last] = acts;
  // What governs the ledger is not brought back by redo but by taking the package again.
  const action = known.kind === 'baseline' ? 'govern' : 'undo';
  const options = { label: `撤销装入第 ${filingSequence(known)} 号包`, action, undoes: last } as const;
  const end = noteUnderway(session.workspace.folder, { kind: 'undo', fingerprint });
  try {
    return session.workspace.work(options, (work) => {
      const { records, kept } = reverseAll(session, work, acts);
      const received = new ReceivedPackages(session.workspace.database);
      for (const act of acts) received.markUndone(act);
      if (known.kind === 'baseline') withdrawBaseline(session, work, known);
      work.tell('packages');
      return { records: records.length, kept };
    });
  } catch (error) {
    session.ledger.checks.reload();
    throw error;
  } finally {
    end();
  }
}

type Receipt = ReceivedPackage & { readonly act: string };

/** The acts that took a filing, the newest first: its parts may have been taken on different days. */
function actsOf({ workspace }: Session, known: Receipt): readonly [string, ...string[]] {
  const parts = new ReceivedPackages(workspace.database)
    .filingOf(known)
    .flatMap((one) => (one.outcome === 'received' && one.act ? [one.act] : []));
  const [last = known.act, ...earlier] = [...new Set(parts)].reverse();
  return [last, ...earlier];
}

function reverseAll({ takeBack }: Session, work: UnitOfWork, acts: readonly string[]) {
  const records = new Set<string>();
  const keptIn = new Map<string, number>();
  let kept = 0;
  for (const act of acts) {
    const reversed = takeBack.reverse(work, act);
    for (const id of reversed.records) records.add(id);
    for (const [id, values] of reversed.keptIn) keptIn.set(id, (keptIn.get(id) ?? 0) + values);
    kept += reversed.kept;
  }
  return { records: [...records], keptIn, kept };
}

function requireReceipt({ workspace }: Session, fingerprint: string): Receipt {
  const known = new ReceivedPackages(workspace.database).get(fingerprint);
  if (!known?.act || known.outcome !== 'received')
    throw new AppError('PACKAGE_MISSING', '这个包没有装入过，或已经整包撤销，不能再次撤销。');
  if (known.kind === 'full')
    throw new AppError(
      'PACKAGE_REFUSED',
      '全量包来自本单位的另一台机器，不能整包撤销。有不对的请逐条改正，或从装入前的自动备份恢复。',
    );
  return { ...known, act: known.act };
}

/** More records whose values stay are counted, not named. */
const KEPT_NAMED = 200;

/**
 * What taking a whole import back would do: it is done, looked at and rolled back, so that it tells exactly what would become of it.
 * Errors: `PACKAGE_MISSING`, `PACKAGE_REFUSED`.
 */
export function previewUndo(session: Session, fingerprint: string): CallOutput<'receive.undo-preview'> {
  const known = requireReceipt(session, fingerprint);
  const { ledger, workspace } = session;
  const acts = actsOf(session, known);
  const touched = touchedBy(session, acts);
  const lived = new Map(touched.map((id) => [id, lives(session, id)]));
  let preview: CallOutput<'receive.undo-preview'> | undefined;
  const looked = new Error('looked at');
  try {
    workspace.work({ label: '试撤销装入', action: 'undo', undoes: acts[0] }, (work) => {
      const { records: reversed, kept, keptIn } = reverseAll(session, work, acts);
      const records = reversed.filter((id) => REGISTERS.includes(rowOf(session, id).register));
      const turned = (from: boolean) =>
        records.filter((id) => lived.get(id) === from && lives(session, id) !== from).length;
      preview = {
        restored: records.length,
        withdrawn: turned(true),
        revived: turned(false),
        narratives: reversed.length - records.length,
        kept,
        keptRecords: [...keptIn].slice(0, KEPT_NAMED).map(([id, values]) => {
          const { register, row } = rowOf(session, id);
          return { id, register: register.id, title: titleOf(register, row ?? {}), values, locked: row?.locked === 1 };
        }),
        judged: judgedSince(session, touched, known.at),
      };
      throw looked;
    });
  } catch (error) {
    ledger.checks.reload();
    if (error !== looked) throw error;
  }
  return preview as CallOutput<'receive.undo-preview'>;
}

function touchedBy({ workspace }: Session, acts: readonly string[]): string[] {
  return workspace.database
    .prepare<[string], string>(
      "SELECT DISTINCT record FROM history WHERE act IN (SELECT value FROM json_each(?)) AND register NOT LIKE '$%'",
    )
    .pluck()
    .all(JSON.stringify(acts)) as string[];
}

function rowOf({ ledger }: Session, id: string) {
  const store = ledger.storeOf(id);
  return { register: store.register, row: store.row(id) };
}

function lives(session: Session, id: string): boolean {
  return rowOf(session, id).row?.live === 1;
}

/** Records on which this office gave a verdict since then. */
function judgedSince({ workspace }: Session, records: readonly string[], at: string): number {
  return workspace.database
    .prepare<[string, string, string], number>(
      `SELECT count(DISTINCT record) FROM review
         WHERE record IN (SELECT value FROM json_each(?)) AND office = ? AND verdict IN ('accept', 'return') AND at > ?`,
    )
    .pluck()
    .get(JSON.stringify(records), workspace.office.code, at) as number;
}
