import { create } from 'zustand';
import { type ReviewFilter, type ReviewSort, reviewMark } from '../../../shared/contract/review-calls.ts';

export interface DeskPlace {
  readonly filter: ReviewFilter;
  readonly sort: ReviewSort;
  /** The record shown; null for the first of the queue. */
  readonly present: string | null;
  /** Lines of the queue that were read so far. */
  readonly read: number;
}

const START: DeskPlace = { filter: {}, sort: 'filed', present: null, read: 0 };

/** Where the officer stood in the queue, so that a look into the ledger or another page does not lose the place. */
export const useDesk = create<{ readonly workspace: string; readonly place: DeskPlace }>()(() => ({
  workspace: '',
  place: START,
}));

/** Moves to another place of the queue; a changed filter or order begins at the first record. */
export function moveDesk(change: Partial<DeskPlace>): void {
  useDesk.setState(({ place }) => {
    const elsewhere = change.filter !== undefined || change.sort !== undefined;
    return { place: { ...place, ...(elsewhere ? { present: null, read: 0 } : {}), ...change } };
  });
}

/** Begins anew where another workspace was open, or where a link names an office, register, period or record. */
export function enterDesk(
  workspace: string,
  asked: Readonly<Partial<Record<'owner' | 'register' | 'period' | 'id' | 'mark', string | undefined>>>,
): void {
  const { workspace: former, place } = useDesk.getState();
  const { owner, register, period, id } = asked;
  const mark = reviewMark.safeParse(asked.mark).data;
  const narrows = owner !== undefined || register !== undefined || period !== undefined || mark !== undefined;
  const named = narrows || id !== undefined;
  if (former === workspace && !named) return;
  const kept = former === workspace && !narrows ? place : START;
  const filter = {
    ...kept.filter,
    ...(owner === undefined ? {} : { owner }),
    ...(register === undefined ? {} : { register }),
    ...(mark === undefined ? {} : { mark }),
    ...(period === undefined ? {} : { period }),
  };
  useDesk.setState({ workspace, place: { ...kept, filter, present: id ?? kept.present } });
}
