/** The tag files of a bag as RFC 8493 lets everybody write them; our own, in their one form, are in `bag-text.ts`. */

/** `bagit.txt` (§2.1.1): exactly two lines, UTF-8, no mark. */
export interface BagDeclaration {
  readonly version: readonly [major: number, minor: number];
  readonly encoding: string;
}

export interface BagTag {
  readonly label: string;
  readonly value: string;
}

/** A line of `fetch.txt` (§2.2.3). */
export interface BagHole {
  readonly url: string;
  /** In octets; null where it is left open. */
  readonly length: number | null;
  readonly path: string;
}

/** null when it is none, or of a version later than 1.0. */
export function readDeclaration(bytes: Uint8Array): BagDeclaration | null {
  const lines = readLines(bytes, 'utf-8', true);
  if (lines === null || lines.length !== 2) return null;
  const version = /^BagIt-Version: (\d{1,4})\.(\d{1,4})$/u.exec(lines[0] ?? '');
  const encoding = /^Tag-File-Character-Encoding: ([\x21-\x7e]{1,64})$/u.exec(lines[1] ?? '');
  if (version === null || encoding === null) return null;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major > 1 || (major === 1 && minor > 0)) return null;
  return { version: [major, minor], encoding: encoding[1] ?? '' };
}

/** Whether tag files of that encoding can be read here. */
export function isReadableEncoding(encoding: string): boolean {
  return decoderOf(encoding, new Uint8Array(0)) !== null;
}

/** The lines of a tag file, whatever ends them (LF, CR, CRLF); null when they are not of that encoding. */
export function readLines(bytes: Uint8Array, encoding: string, keepMark = false): string[] | null {
  const decoder = decoderOf(encoding, bytes, keepMark);
  if (decoder === null) return null;
  try {
    const lines = decoder.decode(bytes).split(/\r\n|\n|\r/u);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  } catch {
    return null;
  }
}

function decoderOf(encoding: string, bytes: Uint8Array, ignoreBOM = false) {
  const name = encoding.toLowerCase();
  // Without a mark UTF-16 is big-endian (RFC 2781 §4.3), which the decoder of that name is not.
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const label = name === 'utf-16' && !little ? 'utf-16be' : name;
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM });
  } catch {
    return null;
  }
}

/** `bag-info.txt` (§2.2.2): labels in any case and order, repeated or not, long values folded onto indented lines; null when it is none. */
export function readTags(lines: readonly string[], version: BagDeclaration['version']): BagTag[] | null {
  // Before 1.0 blanks around the colon were left to the writer.
  const form =
    version[0] >= 1 ? /^([^\s:](?:[^:]*[^\s:])?):(?:[ \t](.*))?$/u : /^([^\s:](?:[^:]*[^\s:])?)[ \t]*:[ \t]*(.*)$/u;
  const tags: { label: string; value: string }[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const last = tags.at(-1);
    if (/^[ \t]/u.test(line)) {
      if (last === undefined) return null;
      last.value = `${last.value} ${line.trim()}`.trim();
      continue;
    }
    const parts = form.exec(line);
    if (parts === null) return null;
    tags.push({ label: parts[1] ?? '', value: (parts[2] ?? '').trim() });
  }
  return tags;
}

/** The values of a label, in whatever case it is written. */
export function valuesOf(tags: readonly BagTag[], label: string): string[] {
  return tags.filter((tag) => tag.label.toLowerCase() === label.toLowerCase()).map(({ value }) => value);
}

/** Lines of a manifest: digests as written, paths as written; null when a line is none of that length. */
export function readManifestLines(
  lines: readonly string[],
  digestLength: number,
): { digest: string; path: string }[] | null {
  const read: { digest: string; path: string }[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const parts = /^([0-9A-Fa-f]+)[ \t]+(\S.*)$/su.exec(line);
    if (parts === null || parts[1]?.length !== digestLength) return null;
    read.push({ digest: parts[1].toLowerCase(), path: parts[2] ?? '' });
  }
  return read;
}

/** `fetch.txt`; null when a line is none. */
export function readHoles(lines: readonly string[]): BagHole[] | null {
  const holes: BagHole[] = [];
  for (const line of lines) {
    if (line.trim() === '') continue;
    const parts = /^([A-Za-z][A-Za-z0-9+.-]*:\S+)[ \t]+(\d{1,15}|-)[ \t]+(\S.*)$/su.exec(line);
    if (parts === null) return null;
    holes.push({ url: parts[1] ?? '', length: parts[2] === '-' ? null : Number(parts[2]), path: parts[3] ?? '' });
  }
  return holes;
}

/**
 * What a path in a manifest may mean, likeliest first. Line ends are percent-encoded, from 1.0 on the percent sign too; programs that
 * feed on `sha256sum` and `find` leave `*` and `./` before it.
 */
export function pathReadings(written: string, version: BagDeclaration['version']): string[] {
  const decode = (path: string) =>
    path.replace(version[0] >= 1 ? /%(0A|0D|25)/giu : /%(0A|0D)/giu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  const bare = written.replace(/^\*?(?:\.\/)?/u, '');
  return [...new Set([decode(written), written, decode(bare), bare])];
}
