import type { CallOutput } from '../../../shared/contract/contract.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { EVIDENCE_TABLE } from '../../../shared/registers/builtin-tables.ts';
import { childTableName } from '../../../shared/registers/column-name.ts';
import { ALL_REGISTERS, REGISTERS } from '../../../shared/registers/registers.ts';
import { NEWER_LABEL } from '../../../shared/registers/unknown-fields.ts';
import type { Database } from '../database/database.ts';
import { orphanFiles } from '../evidence/orphan-sweep.ts';
import { SentPackages } from '../exchange/sent-packages.ts';
import { firstBrokenLine, historyDigest } from '../ledger/history-store.ts';
import { contentOf } from '../ledger/record-content.ts';
import { digestOf } from '../ledger/record-marks.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import { NewerStore } from '../newer/newer-store.ts';
import type { Session } from '../session.ts';
import { governedAsTold } from './governing.ts';

type Check = CallOutput<'workspace.doctor'>['checks'][number];

/** Examines a workspace from the pages of its database up to the evidence files; changes nothing. */
export async function examineWorkspace(session: Session): Promise<CallOutput<'workspace.doctor'>> {
  const { database } = session.workspace;
  const checks: Check[] = [];
  const add = (name: string, fault: string | null, sound: string) =>
    checks.push({ name, ok: fault === null, message: fault ?? sound });

  const integrity = database.pragma('integrity_check(1)', { simple: true }) as string;
  add('database', integrity === 'ok' ? null : `数据文件有损坏：${integrity}。请从备份恢复。`, '数据文件完好');
  const foreign = (database.pragma('foreign_key_check') as unknown[]).length;
  add('references', foreign === 0 ? null : `有 ${foreign} 处引用断开，请联系维护人员。`, '记录之间的引用完整');
  const broken = firstBrokenLine(session.ledger);
  add(
    'history',
    broken === null ? null : `修改历史自第 ${broken} 条起对不上，可能被外部程序改动过。`,
    '修改历史连续，没有被改动',
  );
  const cut = cutBefore(session);
  add(
    'history-anchors',
    cut === null
      ? null
      : `修改历史与第 ${cut} 号包传出时的不一致，可能被外部程序截短或改写过。请从备份恢复，并与传出的包核对。`,
    '修改历史与历次传出的包所记的一致',
  );
  add(
    'governing',
    governedAsTold(session.workspace, session.ledger)
      ? null
      : '行动计划、目标或校验规则与修改历史所记的不一致，可能被外部程序改动过。请从备份恢复，或请省厅重新下发后核对。',
    '行动计划、目标与校验规则没有被改动',
  );
  const strayed = strayedRecords(session);
  add(
    'records',
    strayed === 0 ? null : `有 ${strayed} 条记录的内容与其版本对不上，可能被外部程序改动过。`,
    '记录内容与版本一致',
  );
  const lost = await lostEvidence(session);
  const orphans = orphanFiles(session).length;
  add(
    'evidence',
    lost.length === 0 ? null : `有 ${lost.length} 份佐证材料缺失或损坏。请重新添加，或重新装入带有它们的包。`,
    orphans === 0 ? '佐证材料齐全' : `佐证材料齐全；另有 ${orphans} 份文件已不属于任何记录，下次备份时清理`,
  );
  const newer = new NewerStore(database).total();
  if (newer > 0) add('newer', null, `${NEWER_LABEL} ${newer} 项，已原样保留，更新本软件后即可查看`);
  return { ok: checks.every((check) => check.ok), checks };
}

/** The number of the first package of ours that tells of a line of history which is not there; a chain cut at its end is sound in itself. */
function cutBefore({ ledger, workspace }: Session): number | null {
  const sent = new SentPackages(workspace.database).packages().filter((one) => one.writtenHere);
  const cut = sent.filter(
    ({ manifest: { history } }) => history && historyDigest(ledger, history.sequence) !== history.digest,
  );
  return cut.at(-1)?.sequence ?? null;
}

/** Records whose typed columns were altered by another program: their content no longer has the digest kept beside it. */
function strayedRecords({ ledger }: Session): number {
  let strayed = 0;
  for (const register of ALL_REGISTERS) {
    const store = ledger.store(register.id);
    for (const row of rowsOf(ledger.database, register.id)) {
      try {
        if (digestOf(contentOf(register, shownValues(store.fromRow(row)))) !== row.digest) strayed += 1;
      } catch {
        strayed += 1;
      }
    }
  }
  return strayed;
}

const PAGE = 500;

/** Every row, page by page: a register may be larger than memory. */
function* rowsOf(database: Database, table: string): Generator<SqlRow> {
  const page = database.prepare<[string], SqlRow>(`SELECT * FROM ${table} WHERE id > ? ORDER BY id LIMIT ${PAGE}`);
  for (let rows = page.all(''); rows.length > 0; rows = page.all(String(rows.at(-1)?.id))) yield* rows;
}

async function lostEvidence({ ledger, evidence }: Session): Promise<string[]> {
  const named = new Set<string>();
  for (const register of REGISTERS) {
    const digests = ledger.database
      .prepare(
        `SELECT DISTINCT sha256 FROM ${childTableName(register, { key: EVIDENCE_TABLE })} WHERE sha256 IN (SELECT sha256 FROM evidence_file)`,
      )
      .pluck()
      .all() as string[];
    for (const sha256 of digests) named.add(sha256);
  }
  const lost: string[] = [];
  for (const sha256 of named) {
    if (!(await evidence.isIntact(sha256))) lost.push(sha256);
  }
  return lost;
}
