import { create } from 'zustand';

interface KeyLockStore {
  /** Whether the passphrase of the private keys is being asked for. */
  readonly asking: boolean;
  readonly ask: () => Promise<boolean>;
  /** True once the keys are open; false when nobody wants to give the passphrase now. */
  readonly answer: (opened: boolean) => void;
}

let waiting: ((opened: boolean) => void)[] = [];

/** Calls that met sealed keys wait here for the passphrase: asked once, whoever asks first. */
export const useKeyLock = create<KeyLockStore>()((set) => ({
  asking: false,
  ask: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      set({ asking: true });
    }),
  answer: (opened) => {
    const told = waiting;
    waiting = [];
    set({ asking: false });
    for (const tell of told) tell(opened);
  },
}));
