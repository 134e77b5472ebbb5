import type { Handlers } from '../dispatcher.ts';
import type { SessionOf } from '../session.ts';
import { cellMarks } from './cell-marks.ts';
import { facetOf, idsOf, positionOf, totalsOf } from './list-query.ts';

type ListCalls = 'record.facet' | 'record.ids' | 'record.position' | 'record.totals' | 'record.marks';

/** What the list of a register asks besides its pages. */
export function listHandlers(session: SessionOf): Pick<Handlers, ListCalls> {
  return {
    'record.facet': ({ register, filter, field }) => ({ values: facetOf(session().ledger, register, filter, field) }),
    'record.ids': (stretch) => ({ ids: idsOf(session().ledger, stretch) }),
    'record.position': ({ id, ...list }) => ({ position: positionOf(session().ledger, list, id) }),
    'record.totals': ({ fields, ...stretch }) => ({ totals: totalsOf(session().ledger, stretch, fields) }),
    'record.marks'({ ids }) {
      const { ledger } = session();
      const marked = ids.map((id) => [id, cellMarks(ledger, id)] as const);
      return { marks: Object.fromEntries(marked.filter(([, marks]) => Object.keys(marks).length > 0)) };
    },
  };
}
