/**
 * The version of the package format that is written. A higher major changes what older versions rely on and is refused by them;
 * a higher minor adds registers, child tables, fields and optional members of `package.json`, which older versions keep unread
 * and carry on. Whatever is added to a register therefore raises the minor (a test compares them).
 */
export const PACKAGE_FORMAT_VERSION = { major: 1, minor: 0 } as const;
