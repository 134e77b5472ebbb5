import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface FormStore {
  /** The form fills the page instead of standing beside the list. */
  readonly wide: boolean;
  /** Sections folded away, as `<register>.<section>`. */
  readonly folded: readonly string[];
  readonly setWide: (wide: boolean) => void;
  readonly fold: (section: string, folded: boolean) => void;
}

/** How the officer likes the form of a record; kept from start to start. */
export const useFormStore = create<FormStore>()(
  persist(
    (set) => ({
      wide: false,
      folded: [],
      setWide: (wide) => set({ wide }),
      fold: (section, folded) =>
        set(({ folded: before }) => {
          const others = before.filter((one) => one !== section);
          return { folded: folded ? [...others, section] : others };
        }),
    }),
    { name: 'record-form' },
  ),
);
