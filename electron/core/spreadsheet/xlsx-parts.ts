import { posix } from 'node:path';
import { builtInFormat, formatMeaning, type NumberMeaning, PLAIN } from './number-format.ts';
import { tooLarge } from './sheet-refusal.ts';
import type { SheetInfo, SheetLimits } from './spreadsheet.ts';
import { attribute, decodeEscapes, XmlScanner } from './xml-scanner.ts';
import { requirePart, scanPart, type ZipParts } from './zip-parts.ts';

/** What must be known of a workbook before its sheets can be read. */
export interface XlsxIndex {
  readonly sheets: readonly (SheetInfo & { readonly part: string })[];
  readonly from1904: boolean;
  readonly strings: readonly string[];
  /** Meaning of each cell style's number format, by the style's index. */
  readonly meanings: readonly NumberMeaning[];
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

const nothing = () => {};

async function relations(parts: ZipParts, of: string): Promise<Relation[]> {
  const found: Relation[] = [];
  const folder = posix.dirname(of);
  await scanPart(
    parts,
    posix.join(folder, '_rels', `${posix.basename(of)}.rels`),
    new XmlScanner({
      open(name, tag) {
        if (name !== 'Relationship') return;
        const target = attribute(tag, 'Target') ?? '';
        found.push({
          id: attribute(tag, 'Id') ?? '',
          type: (attribute(tag, 'Type') ?? '').replace(/^.*\//, ''),
          target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
        });
      },
      close: nothing,
      text: nothing,
    }),
  );
  return found;
}

async function readStrings(parts: ZipParts, part: string, limits: SheetLimits): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let length = 0;
  let inText = false;
  let phonetic = 0;
  await scanPart(
    parts,
    part,
    new XmlScanner({
      open(name) {
        if (name === 'si') current = '';
        else if (name === 'rPh') phonetic += 1;
        else if (name === 't') inText = phonetic === 0;
      },
      close(name) {
        if (name === 't') inText = false;
        else if (name === 'rPh') phonetic -= 1;
        else if (name === 'si') {
          strings.push(decodeEscapes(current));
          length += current.length;
          if (strings.length > limits.cells || length > limits.textLength)
            throw tooLarge('表格里的文字太多，不能一次导入。请分成几个文件再导入。');
        }
      },
      text(text) {
        if (inText) current += text;
      },
    }),
  );
  return strings;
}

async function readMeanings(parts: ZipParts, part: string): Promise<NumberMeaning[]> {
  const custom = new Map<number, NumberMeaning>();
  const meanings: NumberMeaning[] = [];
  let inCellFormats = false;
  await scanPart(
    parts,
    part,
    new XmlScanner({
      open(name, tag) {
        if (name === 'numFmt') {
          custom.set(Number(attribute(tag, 'numFmtId')), formatMeaning(attribute(tag, 'formatCode') ?? ''));
        } else if (name === 'cellXfs') inCellFormats = true;
        else if (name === 'xf' && inCellFormats) {
          const id = Number(attribute(tag, 'numFmtId') ?? 0);
          meanings.push(custom.get(id) ?? builtInFormat(id));
        }
      },
      close(name) {
        if (name === 'cellXfs') inCellFormats = false;
      },
      text: nothing,
    }),
  );
  return meanings;
}

/** Reads the workbook part, shared strings and number formats. */
export async function readXlsxIndex(parts: ZipParts, limits: SheetLimits): Promise<XlsxIndex> {
  const root = await relations(parts, '.');
  const workbook = root.find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const targets = await relations(parts, workbook);
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  let from1904 = false;
  requirePart(
    await scanPart(
      parts,
      workbook,
      new XmlScanner({
        open(name, tag) {
          if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attribute(tag, 'date1904') ?? '');
          if (name !== 'sheet') return;
          const relation = targets.find((target) => target.id === attribute(tag, 'id') && target.type === 'worksheet');
          if (!relation) return;
          const state = attribute(tag, 'state');
          sheets.push({
            name: attribute(tag, 'name') ?? '',
            hidden: state === 'hidden' || state === 'veryHidden',
            part: relation.target,
          });
        },
        close: nothing,
        text: nothing,
      }),
    ),
  );
  requirePart(sheets.length > 0);
  if (sheets.length > limits.sheets)
    throw tooLarge(`文件里有 ${sheets.length} 张表，超过 ${limits.sheets} 张，请分开再导入。`);
  const part = (type: string) => targets.find((target) => target.type === type)?.target;
  const stringsPart = part('sharedStrings');
  const stylesPart = part('styles');
  return {
    sheets,
    from1904,
    strings: stringsPart ? await readStrings(parts, stringsPart, limits) : [],
    meanings: stylesPart ? await readMeanings(parts, stylesPart) : [PLAIN],
  };
}
