import { PROVINCE_OFFICE } from '../../../shared/codes/offices.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName, columnName } from '../../../shared/registers/column-name.ts';
import { findField } from '../../../shared/registers/register.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import { SentPackages } from '../exchange/sent-packages.ts';
import type { Session } from '../session.ts';
import { registerCounts } from './register-counts.ts';

type SinceFiling = CallOutput<'overview.home'>['sinceFiling'];

/** Withdrawn records and records with evidence that are named; the numbers count all. */
const NAMED = 200;

/** What of a city's ledger is news to the province, register by register: exactly what the next package will carry as news. */
export function sinceFiling({ workspace, ledger }: Session): SinceFiling {
  const { database, office } = workspace;
  const mark = new SentPackages(database).last(PROVINCE_OFFICE)?.changeNumber ?? 0;
  const registers: SinceFiling['registers'] = [];
  for (const register of REGISTERS) {
    const { drafts, changed } = registerCounts(ledger.store(register.id), database, office.code);
    const news = { owner: office.code, mark };
    const title = columnName(findField(register, register.titleField)!);
    const gone = `FROM ${register.id} WHERE change_number > @mark AND owner = @owner AND filing_state = 'withdrawn'`;
    const withdrawn = database.prepare(`SELECT count(*) ${gone}`).pluck().get(news) as number;
    const proved = `FROM ${register.id} AS record JOIN ${childTableName(register, { key: EVIDENCE_TABLE })} AS evidence ON evidence.record = record.id
      WHERE record.change_number > @mark AND record.owner = @owner AND record.live = 1 AND (record.filing_state = 'draft' OR record.changed = 1)`;
    const evidence =
      drafts + changed > 0 ? (database.prepare(`SELECT count(*) ${proved}`).pluck().get(news) as number) : 0;
    if (drafts + changed + withdrawn + evidence === 0) continue;
    registers.push({
      register: register.id,
      added: drafts,
      changed,
      withdrawn,
      evidence,
      withdrawnTitles: (
        database
          .prepare(`SELECT coalesce(${title}, '') ${gone} ORDER BY id LIMIT ${NAMED}`)
          .pluck()
          .all(news) as string[]
      ).map((one) => one || `未命名${register.label}`),
      evidenceRecords: (evidence === 0
        ? []
        : database
            .prepare(`SELECT DISTINCT record.id ${proved} ORDER BY record.id LIMIT ${NAMED}`)
            .pluck()
            .all(news)) as string[],
    });
  }
  const sum = (key: 'added' | 'changed' | 'withdrawn' | 'evidence') =>
    registers.reduce((total, one) => total + one[key], 0);
  return {
    added: sum('added'),
    changed: sum('changed'),
    withdrawn: sum('withdrawn'),
    evidence: sum('evidence'),
    registers,
  };
}
