import { usePalette } from './palette-store.ts';

/** The search for records and commands. */
export function CommandPalette() {
  const shown = usePalette((state) => state.shown);
  return shown ? null : null;
}
