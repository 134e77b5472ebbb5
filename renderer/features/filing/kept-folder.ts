const KEPT = 'taizhang.filing-folder';

/** The folder chosen last for packages; empty when none was. */
export function keptFolder(): string {
  return localStorage.getItem(KEPT) ?? '';
}

/** Remembers the folder for the next package. */
export function keepFolder(path: string): void {
  localStorage.setItem(KEPT, path);
}
