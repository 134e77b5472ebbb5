import { create } from 'zustand';
import type { RecordFilter, RecordSort } from '../../../shared/contract/shapes.ts';

export interface ListSettings {
  readonly filter: RecordFilter;
  readonly sort: RecordSort | undefined;
  /** Field keys shown as columns; undefined for the declared ones. */
  readonly columns: readonly string[] | undefined;
}

interface ListStore {
  readonly lists: Readonly<Record<string, ListSettings>>;
  readonly change: (register: string, change: Partial<ListSettings>) => void;
}

const EMPTY: ListSettings = { filter: {}, sort: undefined, columns: undefined };
const KEPT_COLUMNS = 'taizhang.columns';

function keptColumns(): Record<string, readonly string[]> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_COLUMNS) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, readonly string[]>) : {};
  } catch {
    return {};
  }
}

/** How each register is filtered, sorted and laid out; the choice of columns outlives the window. */
export const useLists = create<ListStore>()((set) => ({
  lists: {},
  change: (register, change) =>
    set((now) => {
      if (change.columns) {
        localStorage.setItem(KEPT_COLUMNS, JSON.stringify({ ...keptColumns(), [register]: change.columns }));
      }
      return {
        lists: { ...now.lists, [register]: { ...(now.lists[register] ?? settingsAtStart(register)), ...change } },
      };
    }),
}));

const starts = new Map<string, ListSettings>();

function settingsAtStart(register: string): ListSettings {
  const known = starts.get(register);
  if (known) return known;
  const columns = keptColumns()[register];
  const settings = columns ? { ...EMPTY, columns } : EMPTY;
  starts.set(register, settings);
  return settings;
}

/** The settings of a register's list. */
export function useListSettings(register: string): ListSettings {
  return useLists((state) => state.lists[register] ?? settingsAtStart(register));
}
