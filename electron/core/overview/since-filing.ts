import type { CallOutput } from '../../../shared/contract/contract.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import { findField } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { countFromBelow, namedFromBelow } from '../exchange/passing-on.ts';
import { SentPackages } from '../exchange/sent-packages.ts';
import type { Session } from '../session.ts';
import type { RegisterCounts } from './register-counts.ts';

type SinceFiling = CallOutput<'overview.home'>['sinceFiling'];

/** Withdrawn records and records with evidence that are named; the numbers count all. */
const NAMED = 200;

/** The change up to which the office above knows what this office filed. */
function knownAbove({ workspace }: Session): number {
  return new SentPackages(workspace.database).lastCarrying(workspace.superior?.code ?? null)?.changeNumber ?? 0;
}

/** Along the owner's records in that state: what is newer than the mark may be the whole register. */
function fromWithdrawn(register: string): string {
  return `FROM ${register} INDEXED BY ${register}_owner WHERE live IN (0, 1) AND change_number > @mark AND owner = @owner AND filing_state = 'withdrawn'`;
}

/** How many records were filed and are withdrawn since, which the office above has not been told yet. */
export function countWithdrawn(session: Session): number {
  const { database, office } = session.workspace;
  const news = { owner: office.code, mark: knownAbove(session) };
  return REGISTERS.reduce(
    (total, { id }) =>
      total +
      (database
        .prepare(`SELECT count(*) ${fromWithdrawn(id)}`)
        .pluck()
        .get(news) as number),
    0,
  );
}

/**
 * What of a city's ledger is news to the province, register by register: exactly what the next package will carry as news.
 * `counted`: the counts of its registers.
 */
export function sinceFiling(session: Session, counted: readonly RegisterCounts[]): SinceFiling {
  const { workspace } = session;
  const { database, office } = workspace;
  const mark = knownAbove(session);
  const registers: SinceFiling['registers'] = [];
  for (const register of REGISTERS) {
    const { drafts, changed } = counted.find((one) => one.register === register.id)!;
    const news = { owner: office.code, mark };
    const title = columnName(findField(register, register.titleField)!);
    const gone = fromWithdrawn(register.id);
    const withdrawn = database.prepare(`SELECT count(*) ${gone}`).pluck().get(news) as number;
    const evidenceTable = childTableName(register, { key: EVIDENCE_TABLE });
    // From the side that has fewer rows.
    const files = database.prepare(`SELECT count(*) FROM ${evidenceTable}`).pluck().get() as number;
    const joined =
      files <= drafts + changed
        ? `${evidenceTable} AS evidence CROSS JOIN ${register.id} AS record`
        : `${register.id} AS record INDEXED BY ${register.id}_change_number CROSS JOIN ${evidenceTable} AS evidence`;
    const proved = `FROM ${joined} ON evidence.record = record.id
      WHERE record.change_number > @mark AND record.owner = @owner AND record.live = 1 AND (record.filing_state = 'draft' OR record.changed = 1)`;
    const evidence =
      files > 0 && drafts + changed > 0
        ? (database.prepare(`SELECT count(*) ${proved}`).pluck().get(news) as number)
        : 0;
    const below = countFromBelow(session, register.id, mark);
    if (drafts + changed + withdrawn + evidence + below.due + below.withdrawn === 0) continue;
    const named = namedFromBelow(session, { id: register.id, title }, mark, NAMED);
    registers.push({
      register: register.id,
      added: drafts,
      changed,
      below: below.due,
      belowRecords: [...named.due],
      withdrawn: withdrawn + below.withdrawn,
      evidence,
      withdrawnTitles: [
        ...(database
          .prepare(`SELECT coalesce(${title}, '') ${gone} ORDER BY id LIMIT ${NAMED}`)
          .pluck()
          .all(news) as string[]),
        ...named.withdrawn,
      ].map((one) => one || `未命名${register.label}`),
      evidenceRecords: (evidence === 0
        ? []
        : database
            .prepare(`SELECT DISTINCT record.id ${proved} ORDER BY record.id LIMIT ${NAMED}`)
            .pluck()
            .all(news)) as string[],
    });
  }
  const sum = (key: 'added' | 'changed' | 'withdrawn' | 'evidence' | 'below') =>
    registers.reduce((total, one) => total + one[key], 0);
  return {
    added: sum('added'),
    changed: sum('changed'),
    withdrawn: sum('withdrawn'),
    evidence: sum('evidence'),
    below: sum('below'),
    registers,
  };
}
