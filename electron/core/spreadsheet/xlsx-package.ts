import { columnLetter } from './cell-address.ts';
import { escapeXml } from './xlsx-text.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

interface NamedSheet {
  readonly name: string;
  readonly hidden: boolean | 'very';
  readonly headingRow: number;
  readonly frozenColumns: number;
}

function relationsXml(relations: readonly (readonly [string, string])[]): string {
  const entries = relations.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

export function rootRelationsXml(): string {
  return relationsXml([['officeDocument', 'xl/workbook.xml']]);
}

export function workbookRelationsXml(sheets: number): string {
  const parts = Array.from({ length: sheets }, (_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const);
  return relationsXml([...parts, ['styles', 'styles.xml']]);
}

/** A sheet's comments and the drawing of their boxes; the drawing comes first and is `rId1`. */
export function sheetRelationsXml(sheet: number): string {
  return relationsXml([
    ['vmlDrawing', `../drawings/vmlDrawing${sheet}.vml`],
    ['comments', `../comments${sheet}.xml`],
  ]);
}

export function workbookXml(sheets: readonly NamedSheet[]): string {
  const entries = sheets.map(
    ({ name, hidden }, at) =>
      `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${hidden ? ` state="${hidden === 'very' ? 'veryHidden' : 'hidden'}"` : ''} r:id="rId${at + 1}"/>`,
  );
  // The heading and the columns in view repeat on every printed page.
  const titles = sheets.flatMap(({ name, hidden, headingRow, frozenColumns }, at) => {
    if (hidden) return [];
    const sheet = `'${escapeXml(name.replaceAll("'", "''"))}'`;
    const columns = frozenColumns > 0 ? `${sheet}!$A:$${columnLetter(frozenColumns - 1)},` : '';
    const rows = `${sheet}!$${headingRow}:$${headingRow}`;
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${columns}${rows}</definedName>`];
  });
  return (
    `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews>` +
    `<sheets>${entries.join('')}</sheets>${titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : ''}</workbook>`
  );
}

export function contentTypesXml(sheets: number, withNotes: readonly number[]): string {
  const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${TYPE}.${type}+xml"/>`;
  const parts = [
    part('/xl/workbook.xml', 'sheet.main'),
    part('/xl/styles.xml', 'styles'),
    ...Array.from({ length: sheets }, (_, at) => part(`/xl/worksheets/sheet${at + 1}.xml`, 'worksheet')),
    ...withNotes.map((sheet) => part(`/xl/comments${sheet}.xml`, 'comments')),
  ];
  return (
    `${DECLARATION}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
    `${parts.join('')}</Types>`
  );
}
