/** What main needs of the process that runs the core, whichever way it was started. */
export interface CoreChannel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Told once, when the process has ended for whatever reason. */
  onExit(listener: () => void): void;
  end(): void;
}

/** What the core is started with: one JSON argument. */
export interface CoreStart {
  readonly resourcesDir: string;
  readonly userData: string;
  readonly workspace: string | null;
}

/**
 * Options of a Node that runs the core in place of Electron: Electron's processes keep young objects in 2 × 8 MB, Node of its own accord
 * in 2 × 32 MB, which the installed program would never take.
 */
export const NODE_AS_ELECTRON = ['--max-semi-space-size=8'] as const;

/** Starts the core and gives the line to it. */
export type OpenChannel = (start: CoreStart) => CoreChannel;
