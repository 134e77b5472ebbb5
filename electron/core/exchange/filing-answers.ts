import type { CallOutput, HandlerInput } from '../../../shared/contract/contract.ts';
import type { FiledVerdict } from '../../../shared/contract/filing-calls.ts';
import type { ShownChange } from '../../../shared/contract/shapes.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Scalar } from '../../../shared/merge/causal-record.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';
import type { FiledContent } from '../ledger/record-content.ts';
import { labelOf, showValue } from '../ledger/record-view.ts';
import { requireSuperior, type Session } from '../session.ts';
import { filedChanges, isToldField, shownOf } from './filing-news.ts';
import { type SentPackage, SentPackages } from './sent-packages.ts';

/** Of a filing `f` of this office: the last verdict from above on exactly that content in that round, else how it stands. */
const VERDICT = `coalesce(
  (SELECT CASE verdict WHEN 'accept' THEN 'accepted' ELSE 'returned' END FROM review
    WHERE review.record = f.record AND review.digest = f.digest AND review.round = f.round
      AND review.office = @above AND review.verdict IN ('accept', 'return')
    ORDER BY review.counter DESC, review.replica DESC LIMIT 1),
  CASE WHEN EXISTS (SELECT 1 FROM filing later WHERE later.record = f.record AND later.office = @own
    AND later.change_number > f.change_number) THEN 'replaced'
    WHEN EXISTS (SELECT 1 FROM filing_withdrawal w WHERE w.office = f.office AND w.sequence = f.sequence AND w.replica = f.replica)
      THEN 'withdrawn' ELSE 'pending' END)`;
/** Everything that one package filed has its change number, which has an index. */
const FILED = 'FROM filing f WHERE f.change_number = @change AND f.office = @own AND f.sequence = @sequence';

/** What was answered to each filing to the office above. */
export function filingAnswers(session: Session): CallOutput<'filing.answers'> {
  const { database, superior } = session.workspace;
  if (!superior) return { filings: [] };
  const counting = database.prepare<object[], { verdict: FiledVerdict; found: number }>(
    `SELECT ${VERDICT} AS verdict, count(*) AS found ${FILED} GROUP BY 1`,
  );
  return {
    filings: submissionsTo(session, superior.code).map((sent) => {
      const counts: Record<FiledVerdict, number> = { accepted: 0, returned: 0, replaced: 0, withdrawn: 0, pending: 0 };
      for (const { verdict, found } of counting.all(placeOf(session, sent))) counts[verdict] = found;
      return { sequence: sent.sequence, to: superior.code, ...counts, answeredAt: sent.acknowledgedAt };
    }),
  };
}

/** The records that a filing carried as news, by id. Error: `PACKAGE_MISSING`. */
export function filedRecords(session: Session, asked: HandlerInput<'filing.records'>): CallOutput<'filing.records'> {
  const sent = requireFiling(session, asked.sequence);
  const rows = session.workspace.database
    .prepare<object[], { record: string; register: string; content: string; verdict: FiledVerdict }>(
      `SELECT record, register, content, verdict FROM (SELECT f.record, f.register, f.content, ${VERDICT} AS verdict ${FILED} AND f.record > @after)
        WHERE @verdict IS NULL OR verdict = @verdict ORDER BY record LIMIT @limit`,
    )
    .all({
      ...placeOf(session, sent),
      after: asked.after ?? '',
      verdict: asked.verdict ?? null,
      limit: asked.limit + 1,
    });
  const shown = rows.slice(0, asked.limit);
  return {
    records: shown.map(({ record, register, content, verdict }) => ({
      id: record,
      register,
      title: titleIn(register, content),
      verdict,
    })),
    next: rows.length > asked.limit ? (shown.at(-1)?.record ?? null) : null,
  };
}

/** A record as a filing had it, beside the filing before that. Errors: `PACKAGE_MISSING`, `RECORD_MISSING`. */
export function filedRecord(session: Session, sequence: number, id: string): CallOutput<'filing.record'> {
  const { office } = session.workspace;
  requireFiling(session, sequence);
  const filings = session.ledger.facts.filings(id).filter((filing) => filing.office === office.code);
  const place = filings.findLastIndex((filing) => filing.sequence === sequence);
  const filed = filings[place];
  if (!filed) throw new AppError('RECORD_MISSING', `第 ${sequence} 号包没有报送这条记录。`);
  const former = filings[place - 1];
  const { register } = session.ledger.storeOf(id);
  const changed = former ? filedChanges(register, former.content, filed.content) : [];
  const differing = new Map(changed.map((one) => [placeIn(one), one]));
  const line = (field: string, value: Scalar, table?: string, rowId?: string): ShownChange => {
    const after = showValue(register, field, value, table);
    return {
      ...(table === undefined ? {} : { table, rowId: rowId ?? '' }),
      field,
      label: labelOf(register, field, table),
      before: former ? after : '',
      after,
    };
  };
  const content = shownOf(filed.content);
  const held = [
    ...register.fields
      .filter((field) => field.authority !== 'province')
      .map((field) => line(field.key, content.fields[field.key] ?? null)),
    ...Object.entries(content.tables).flatMap(([table, rows]) =>
      rows.flatMap((row) => Object.entries(row.fields).map(([field, value]) => line(field, value, table, row.id))),
    ),
  ];
  const told = new Set(held.map(placeIn));
  return {
    title: titleIn(register.id, filed.content),
    at: filed.at,
    formerAt: former?.at ?? null,
    fields: [...held, ...changed.filter((one) => !told.has(placeIn(one)))]
      .map((one) => ({ ...(differing.get(placeIn(one)) ?? one), differs: differing.has(placeIn(one)) }))
      .filter((one) => isToldField(one.field, one.table) && (one.after !== '' || one.differs)),
  };
}

function placeIn({ table = '', rowId = '', field }: ShownChange): string {
  return `${table}/${rowId}/${field}`;
}

function titleIn(register: string, content: string): string {
  const declared = REGISTERS.find((one) => one.id === register);
  const { fields } = JSON.parse(content) as FiledContent;
  return String((declared && fields[declared.titleField]) ?? `未命名${declared?.label ?? '记录'}`);
}

function submissionsTo({ workspace }: Session, to: string): readonly SentPackage[] {
  return new SentPackages(workspace.database).list().filter((sent) => sent.kind === 'submission' && sent.to === to);
}

function requireFiling(session: Session, sequence: number): SentPackage {
  const sent = submissionsTo(session, requireSuperior(session).code).find((one) => one.sequence === sequence);
  if (!sent) throw new AppError('PACKAGE_MISSING', `没有传出过第 ${sequence} 号包。请在报送历史中核对序号。`);
  return sent;
}

function placeOf({ workspace }: Session, sent: SentPackage) {
  return { own: workspace.office.code, above: sent.to, change: sent.changeNumber, sequence: sent.sequence };
}
