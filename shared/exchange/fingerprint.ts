/** SHA-256 in lower-case hexadecimal: of a package's tagmanifest (its fingerprint), or of an office's public keys. */
export type Fingerprint = string;

const DIGEST = /^[0-9a-f]{64}$/;

/** Whether the text is a fingerprint in its stored form. */
export function isFingerprint(text: string): boolean {
  return DIGEST.test(text);
}

/** The form printed on cover sheets and read out over the telephone: capitals in groups of four. */
export function formatFingerprint(fingerprint: Fingerprint): string {
  return (fingerprint.toUpperCase().match(/.{1,4}/gu) ?? []).join(' ');
}

/** The same in two lines of eight groups: on paper and in the window alike, so that it is compared line by line. */
export function fingerprintLines(fingerprint: Fingerprint): readonly [string, string] {
  const groups = formatFingerprint(fingerprint).split(' ');
  const half = Math.ceil(groups.length / 2);
  return [groups.slice(0, half).join(' '), groups.slice(half).join(' ')];
}

/**
 * Reads a fingerprint as people type or paste it: any case, full-width characters, and any spaces, hyphens, colons
 * or line breaks between groups. Gives null when what remains is not 64 hexadecimal digits.
 */
export function parseFingerprint(text: string): Fingerprint | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\-–—:.·]+/gu, '')
    .toLowerCase();
  return DIGEST.test(digits) ? digits : null;
}

/** Whether both texts name the same fingerprint, read as leniently as {@link parseFingerprint}; false if either is none. */
export function sameFingerprint(left: string, right: string): boolean {
  const parsed = parseFingerprint(left);
  return parsed !== null && parsed === parseFingerprint(right);
}
