import { officeName } from '../../../shared/codes/offices.ts';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { ALL_REGISTERS } from '../../../shared/registers/registers.ts';
import type { SqlRow } from '../ledger/register-store.ts';
import type { Session } from '../session.ts';
import { evidenceOf, writeFacts } from './filing.ts';
import { OfficeKeys } from './office-keys.ts';
import { formatLine } from './package-line.ts';
import type { PackagePlan } from './package-sender.ts';
import { SentPackages } from './sent-packages.ts';

/** The plan of a 批复 to a city: what was judged, asked and corrected here since the last reply that the city is known to have. */
export function planReply(session: Session, to: string, period: string): PackagePlan {
  const { workspace, ledger } = session;
  const base = new SentPackages(workspace.database).lastAcknowledged(to);
  const since = base?.changeNumber ?? 0;
  return {
    kind: 'reply',
    to,
    period,
    label: `传出批复包（${officeName(to)}）`,
    base: base ?? null,
    fill(_work, parts) {
      const counts: Record<string, number> = {};
      const evidence = new Set<string>();
      for (const register of ALL_REGISTERS) {
        const store = ledger.store(register.id);
        const rows = ledger.database
          .prepare<[string, number], SqlRow>(
            `SELECT * FROM ${register.id} WHERE owner = ? AND edit_number > ? ORDER BY id`,
          )
          .all(to, since);
        counts[register.id] = rows.length;
        for (const row of rows) {
          const record = store.fromRow(row);
          parts.line(`records/${register.id}.ndjson`, formatLine(ledger, record, []));
          for (const sha256 of evidenceOf(session, record)) evidence.add(sha256);
        }
      }
      writeFacts(session, parts, workspace.office.code, since, to);
      return { counts, news: {}, evidence: [...evidence].sort(), nilReports: [] };
    },
  };
}

/** What the next reply to each city that has filed would carry. */
export function previewReplies(session: Session): CallOutput<'reply.preview'> {
  const { workspace } = session;
  const { database } = workspace;
  const sent = new SentPackages(database);
  const keys = new OfficeKeys(database);
  const cities = workspace.plan.reportingOffices.filter(
    (office) => keys.current(office) !== undefined || hasRecords(session, office),
  );
  return {
    cities: cities.map((office) => {
      const last = sent.last(office);
      const since = last?.changeNumber ?? 0;
      const owned = `record IN (${ALL_REGISTERS.map((register) => `SELECT id FROM ${register.id} WHERE owner = @office`).join(' UNION ALL ')})`;
      const count = (sql: string) =>
        database.prepare(sql).pluck().get({ office, since, own: workspace.office.code }) as number;
      return {
        office,
        name: officeName(office),
        accepted: count(
          `SELECT count(DISTINCT record) FROM review WHERE verdict = 'accept' AND office = @own AND change_number > @since AND ${owned}`,
        ),
        returned: count(
          `SELECT count(DISTINCT record) FROM review WHERE verdict = 'return' AND office = @own AND change_number > @since AND ${owned}`,
        ),
        comments: count(`SELECT count(*) FROM comment WHERE office = @own AND change_number > @since AND ${owned}`),
        corrected: ALL_REGISTERS.reduce(
          (sum, register) =>
            sum +
            (database
              .prepare(`SELECT count(*) FROM ${register.id} WHERE owner = ? AND edit_number > ?`)
              .pluck()
              .get(office, since) as number),
          0,
        ),
        lastReplyAt: last?.at ?? null,
        keyKnown: keys.current(office) !== undefined,
      };
    }),
  };
}

function hasRecords(session: Session, office: string): boolean {
  return ALL_REGISTERS.some(
    (register) =>
      session.ledger.database.prepare(`SELECT 1 FROM ${register.id} WHERE owner = ? LIMIT 1`).get(office) !== undefined,
  );
}
