import { create } from 'zustand';

interface PaletteStore {
  readonly shown: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** Whether the search for records and commands is open. */
export const usePalette = create<PaletteStore>()((set) => ({
  shown: false,
  open: () => set({ shown: true }),
  close: () => set({ shown: false }),
}));
