import { useCallback, useMemo } from 'react';
import { create } from 'zustand';
import type { RecordFilter, RecordSort } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { type ColumnLayout, declaredLayout, fittingLayout } from './column-layout.ts';

export interface ListSettings {
  readonly filter: RecordFilter;
  readonly sort: RecordSort | undefined;
  readonly layout: ColumnLayout;
}

interface ListStore {
  /** By office, officer and register. */
  readonly lists: Readonly<Record<string, ListSettings>>;
  readonly set: (key: string, settings: ListSettings) => void;
}

const useLists = create<ListStore>()((set) => ({
  lists: {},
  set: (key, settings) => set((now) => ({ lists: { ...now.lists, [key]: settings } })),
}));

export interface List extends ListSettings {
  readonly change: (change: Partial<ListSettings>) => void;
  /** The filter as it is at the moment of the call, for what answers later. */
  readonly filterNow: () => RecordFilter;
}

/** How a register is filtered, sorted and laid out here; the layout outlives the window, for each officer its own. */
export function useList(register: Register): List {
  const { office, officer } = useWorkspace();
  const key = `${office.code}/${officer}/${register.id}`;
  const held = useLists((state) => state.lists[key]);
  const settings = useMemo(() => held ?? settingsAtStart(register, key), [held, register, key]);
  const now = useCallback(() => useLists.getState().lists[key] ?? settingsAtStart(register, key), [register, key]);
  const change = useCallback(
    (changed: Partial<ListSettings>) => {
      if (changed.layout) localStorage.setItem(layoutKey(key), JSON.stringify(changed.layout));
      useLists.getState().set(key, { ...now(), ...changed });
    },
    [key, now],
  );
  const filterNow = useCallback(() => now().filter, [now]);
  return { ...settings, change, filterNow };
}

function layoutKey(key: string): string {
  return `taizhang.layout/${key}`;
}

function settingsAtStart(register: Register, key: string): ListSettings {
  return { filter: {}, sort: undefined, layout: keptLayout(register, key) ?? declaredLayout(register) };
}

function keptLayout(register: Register, key: string): ColumnLayout | undefined {
  try {
    return fittingLayout(register, JSON.parse(localStorage.getItem(layoutKey(key)) ?? 'null'));
  } catch {
    return undefined;
  }
}
