import { writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import yazl from 'yazl';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of an office file, by name. */
export type Parts = Readonly<Record<string, string | Buffer>>;

/** Packs parts as they are given, sound or not. */
export async function packParts(parts: Parts): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as Buffer), name);
  zip.end();
  return buffer(zip.outputStream);
}

/** The parts of a file that some program wrote. */
export async function unpackParts(bytes: Buffer): Promise<Record<string, Buffer>> {
  const parts: Record<string, Buffer> = {};
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry())
    parts[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry));
  return parts;
}

export interface RawSheet {
  /** What stands inside `sheetData`. */
  readonly rows: string;
  /** What stands before `sheetData`. */
  readonly before?: string;
  readonly strings?: string;
  readonly workbook?: string;
}

/** The parts of a workbook of one sheet whose XML is exactly what is given. */
export function rawParts({ rows, before = '', strings, workbook = '' }: RawSheet): Parts {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return {
    '_rels/.rels': `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook>${workbook}<sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('a', 'worksheet', '/xl/s.xml')}${relation('b', 'sharedStrings', 'strings.xml')}</Relationships>`,
    'xl/s.xml': `<worksheet xmlns:x="x">${before}<sheetData>${rows}</sheetData></worksheet>`,
    ...(strings === undefined ? {} : { 'xl/strings.xml': strings }),
  };
}

/** Writes a workbook whose one sheet is exactly the given XML. */
export async function writeRawSheet(path: string, rows: () => Iterable<string>): Promise<void> {
  writeFileSync(path, await packParts(rawParts({ rows: [...rows()].join('') })));
}
