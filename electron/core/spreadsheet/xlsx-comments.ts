import { columnLetter } from './cell-address.ts';
import { escapeCellText } from './xlsx-text.ts';

export interface HeadingNote {
  readonly column: number;
  /** The sheet's own row number. */
  readonly row: number;
  readonly text: string;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export function commentsXml(notes: readonly HeadingNote[]): string {
  const comments = notes.map(
    ({ column, row, text }) =>
      `<comment ref="${columnLetter(column)}${row}" authorId="0"><text><r><rPr><sz val="9"/><rFont val="宋体"/></rPr>` +
      `<t xml:space="preserve">${escapeCellText(text)}</t></r></text></comment>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN}"><authors><author>填表说明</author></authors>` +
    `<commentList>${comments.join('')}</commentList></comments>`
  );
}

/** The drawing that places the comments' boxes; programs demand it beside the comments themselves. */
export function commentBoxesXml(notes: readonly HeadingNote[]): string {
  const shapes = notes.map(({ column, row, text }, at) => {
    const lines = Math.min(12, Math.ceil(text.length / 16) + text.split('\n').length);
    const anchor = `${column + 1}, 12, ${row - 1}, 6, ${column + 4}, 20, ${row - 1 + lines}, 10`;
    return (
      `<v:shape id="_x0000_s${1025 + at}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" ` +
      'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
      '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">' +
      `<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>` +
      `<x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
    );
  });
  return (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ' +
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>' +
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">' +
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>' +
    `${shapes.join('')}</xml>`
  );
}
