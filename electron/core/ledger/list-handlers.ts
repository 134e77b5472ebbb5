import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import { cellMarks } from './cell-marks.ts';
import type { Ledger } from './ledger.ts';
import { facetOf, idsOf, positionOf, totalsOf } from './list-query.ts';

type ListCalls = 'record.facet' | 'record.ids' | 'record.position' | 'record.totals' | 'record.marks';

/** What the list of a register asks besides its pages. */
export function listHandlers(session: SessionOf): Pick<Handlers, ListCalls> {
  const answer = <T>(ask: (ledger: Ledger) => T): Promise<T> => {
    const { ledger, indexMaker } = session();
    return indexMaker.answer(() => ask(ledger));
  };
  return {
    'record.facet': ({ register, filter, field }) =>
      answer((ledger) => ({ values: facetOf(ledger, register, filter, field) })),
    'record.ids': (stretch) => answer((ledger) => ({ ids: idsOf(ledger, stretch) })),
    'record.position': ({ id, ...list }) => answer((ledger) => ({ position: positionOf(ledger, list, id) })),
    'record.totals': ({ fields, ...stretch }) => ({ totals: totalsOf(session().ledger, stretch, fields) }),
    'record.marks'({ ids }) {
      const { workspace, ledger } = session();
      const marked = ids.map((id) => [id, cellMarks(workspace, ledger, id)] as const);
      return { marks: Object.fromEntries(marked.filter(([, marks]) => Object.keys(marks).length > 0)) };
    },
  };
}
