/** Names that Windows reserves for devices, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/iu;
const DRIVE = /^[A-Za-z]:/u;
const FORBIDDEN = /[\p{Cc}\\<>:"|?*\ufffd]/u;
const PACKAGE_PATH = /^[0-9a-z_-][0-9a-z._-]*(\/[0-9a-z_-][0-9a-z._-]*)*$/u;

/** Whether the path stays below the folder it is unpacked into, on every system and under the same name. */
export function isSafePath(path: string): boolean {
  if (path === '' || path.length > 512 || path.startsWith('/') || DRIVE.test(path) || FORBIDDEN.test(path))
    return false;
  return path
    .split('/')
    .every((segment) => segment !== '' && !/^\.{1,2}$|[. ]$|^ /u.test(segment) && !DEVICE.test(segment));
}

/** Whether the path stays below the folder it is relative to, whatever else it holds; enough where nothing is unpacked. */
export function isContained(path: string): boolean {
  return path !== '' && !path.includes('\0') && path.split('/').every((one) => !['', '.', '..'].includes(one));
}

/** Whether the path is one that our packages use: safe, and of lower-case ASCII, so that no two can clash anywhere. */
export function isPackagePath(path: string): boolean {
  return PACKAGE_PATH.test(path) && isSafePath(path);
}

/** Paths with the same key may be one file on some system. */
export function pathClashKey(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase();
}
