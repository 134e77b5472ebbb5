import path from 'node:path';

export interface StartOptions {
  /** The workspace to open at once, or null for the last one. */
  readonly workspace: string | null;
  /** Another folder for what the application remembers; tests and demonstrations use it. */
  readonly userData: string | null;
  /** A package file that was double-clicked. */
  readonly packageFile: string | null;
}

/** Reads what the command line asks for; relative paths count from `from`. */
export function readStartOptions(argv: readonly string[], from: string): StartOptions {
  const option = (name: string) => {
    const found = argv.find((item) => item.startsWith(`--${name}=`));
    return found ? path.resolve(from, found.slice(name.length + 3)) : null;
  };
  const file = argv.slice(1).find((item) => !item.startsWith('-') && item.toLowerCase().endsWith('.tzb'));
  return {
    workspace: option('workspace'),
    userData: option('user-data-dir'),
    packageFile: file ? path.resolve(from, file) : null,
  };
}
