import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { ReportBlock, ReportTable } from './compose-report.ts';
import { type Face, face, SIZE } from './docx-fonts.ts';

/** Width of the type area in twips: 156 mm. */
export const TEXT_WIDTH = 8844;
/** Line of the type area, exact, in twips: 22 lines on 225 mm. */
export const LINE = 579;

const BODY_LINE = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 };
const TWO_CHARACTERS = { firstLine: 640, firstLineChars: 200 };

/** A paragraph of body text, indented by two characters. */
export function bodyParagraph(text: string, lead?: string): Paragraph {
  return new Paragraph({
    spacing: BODY_LINE,
    indent: TWO_CHARACTERS,
    alignment: AlignmentType.BOTH,
    children: [
      ...(lead ? [new TextRun({ text: lead, bold: true, size: SIZE.third, ...face('body') })] : []),
      new TextRun({ text, size: SIZE.third, ...face('body') }),
    ],
  });
}

const HEADING_FACE: Readonly<Record<1 | 2 | 3, Face>> = { 1: 'heading', 2: 'subheading', 3: 'body' };

function headingParagraph(level: 1 | 2 | 3, text: string): Paragraph {
  return new Paragraph({
    spacing: BODY_LINE,
    indent: TWO_CHARACTERS,
    keepNext: true,
    outlineLevel: level - 1,
    children: [new TextRun({ text, size: SIZE.third, bold: level === 3, ...face(HEADING_FACE[level]) })],
  });
}

/** A line centred or set to the right, outside the flow of the body. */
export function standingLine(
  text: string,
  options: { name: Face; size: number; line?: number; right?: number },
): Paragraph {
  const { name, size, line = LINE, right } = options;
  return new Paragraph({
    spacing: { ...BODY_LINE, line },
    alignment: right === undefined ? AlignmentType.CENTER : AlignmentType.RIGHT,
    ...(right === undefined ? {} : { indent: { right } }),
    keepLines: true,
    children: [new TextRun({ text, size, ...face(name) })],
  });
}

function cell(text: string, width: number, look: { head?: boolean; words?: boolean }): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { top: 30, bottom: 30, left: 70, right: 70 },
    children: [
      new Paragraph({
        spacing: { line: 280, lineRule: LineRuleType.AT_LEAST },
        alignment: look.head ? AlignmentType.CENTER : look.words ? AlignmentType.LEFT : AlignmentType.RIGHT,
        children: [new TextRun({ text, size: SIZE.table, ...face(look.head ? 'heading' : 'body') })],
      }),
    ],
  });
}

function tableBlocks(table: ReportTable): (Paragraph | Table)[] {
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  const widths = table.widths.map((width) => Math.round((width / total) * TEXT_WIDTH));
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
  const caption = new Paragraph({
    spacing: { before: 120, after: 60, line: 360, lineRule: LineRuleType.AT_LEAST },
    alignment: AlignmentType.CENTER,
    keepNext: true,
    children: [new TextRun({ text: table.caption, size: SIZE.caption, ...face('heading') })],
  });
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: table.headings.map((text, at) => cell(text, widths[at]!, { head: true })),
  });
  const rows = table.rows.map(
    (texts) =>
      new TableRow({
        cantSplit: true,
        children: texts.map((text, at) => cell(text, widths[at]!, { words: at < table.wordColumns })),
      }),
  );
  return [
    caption,
    new Table({
      rows: [head, ...rows],
      columnWidths: widths,
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    }),
    new Paragraph({ spacing: { line: 160, lineRule: LineRuleType.EXACT } }),
  ];
}

export function docxBlocks(block: ReportBlock): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [headingParagraph(block.level, block.text)];
    case 'paragraph':
      return [bodyParagraph(block.text, block.lead)];
    case 'table':
      return tableBlocks(block);
  }
}
