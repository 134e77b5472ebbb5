import type { Values } from '../../../shared/contract/shapes.ts';
import { shownValues } from '../../../shared/merge/shown-values.ts';
import { STATE_LABELS } from '../../../shared/status/state-labels.ts';
import type { Handlers } from '../dispatcher.ts';
import { dayOf, today } from '../environment.ts';
import { contentOf, type FiledContent } from '../ledger/record-content.ts';
import { digestOf } from '../ledger/record-marks.ts';
import { viewRecord } from '../ledger/record-view.ts';
import type { Session, SessionOf } from '../session.ts';
import { type PrintedRecord, recordHtml } from './record-html.ts';

/** A record on paper, and as it was filed. */
export function recordSheetHandlers(session: SessionOf): Pick<Handlers, 'record.print' | 'record.filed'> {
  return {
    'record.print'({ ids }) {
      const now = session();
      const records = ids.map((id) => printed(now, id));
      const [first] = records;
      const name = first?.view.title || first?.register.label || '记录';
      const title = records.length === 1 ? name : `${first?.register.label ?? ''} ${records.length} 条`;
      const { environment, officer, office } = now.workspace;
      const footer = `${office.name}　${officer}　${today(environment)} 打印${records.length === 1 ? `　${first?.view.id}` : ''}`;
      return { html: recordHtml(records, title), title, footer };
    },

    'record.filed'({ id }) {
      const { ledger } = session();
      ledger.need(id);
      const last = ledger.facts.filings(id).at(-1);
      if (!last) return { filed: null };
      const content = JSON.parse(last.content) as FiledContent;
      const tables = Object.entries(content.tables).map(
        ([table, rows]) =>
          [table, Object.entries(rows).map(([rowId, values]) => ({ rowId, values: values as Values }))] as const,
      );
      return {
        filed: {
          at: dayOf(last.at),
          officer: last.officer,
          period: last.period,
          round: last.round,
          values: content.fields as Values,
          tables: Object.fromEntries(tables),
        },
      };
    },
  };
}

function printed({ workspace, ledger }: Session, id: string): PrintedRecord {
  const view = viewRecord(workspace, ledger, id);
  const { register } = ledger.storeOf(id);
  return {
    register,
    view,
    ownerName: workspace.offices.nameOf(view.owner),
    stateWord: STATE_LABELS[view.state],
    digest: digestOf(contentOf(register, shownValues(ledger.need(id)))),
  };
}
