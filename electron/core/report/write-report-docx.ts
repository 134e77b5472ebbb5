import { writeFile } from 'node:fs/promises';
import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { writeBeside } from '../write-beside.ts';
import { composeReport } from './compose-report.ts';
import { docxBlocks, standingLine } from './docx-blocks.ts';
import { face, fontTableXml, SIZE } from './docx-fonts.ts';
import type { ReportData } from './report-data.ts';

/** A4 as word processors write it, in twips. */
const A4 = { width: 11_906, height: 16_838 };
/** One character of 3号, in twips. */
const CHARACTER = 320;

/** Width of a text in characters of its size; Latin letters and numerals take half of one. */
function characters(text: string): number {
  let width = 0;
  for (const character of text) width += character < '\u0100' ? 0.5 : 1;
  return width;
}

/** Right indent that centres the signer over the date, which stands four characters in from the right. */
function signerIndent(signer: string, date: string): number {
  return Math.max(0, Math.round((4 - (characters(signer) - characters(date)) / 2) * CHARACTER));
}

/** Page number as 4号 half-width numerals between dashes, one character in from the outer edge. */
function pageNumber(side: 'left' | 'right'): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'right' ? { right: CHARACTER } : { left: CHARACTER },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: SIZE.fourth, ...face('number') })],
      }),
    ],
  });
}

/**
 * Writes the report as a Word document laid out as GB/T 9704-2012 demands: A4, type area 156 × 225 mm of 22 lines, title in 2号
 * 小标宋, body in 3号仿宋, page numbers at the outer edge, date in Arabic numerals four characters in from the right.
 */
export async function writeReportDocx(path: string, data: ReportData): Promise<void> {
  const report = composeReport(data);
  const document = new Document({
    title: report.title,
    creator: data.officeName,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { size: SIZE.third, ...face('body') } } } },
    sections: [
      {
        properties: {
          page: {
            size: A4,
            margin: {
              top: convertMillimetersToTwip(37),
              bottom: convertMillimetersToTwip(35),
              left: convertMillimetersToTwip(28),
              right: convertMillimetersToTwip(26),
              footer: convertMillimetersToTwip(28),
            },
          },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: [
          standingLine('', { name: 'body', size: SIZE.third }),
          standingLine(report.title, { name: 'title', size: SIZE.second, line: 720 }),
          standingLine(report.subtitle, { name: 'subheading', size: SIZE.third }),
          standingLine('', { name: 'body', size: SIZE.third }),
          ...report.blocks.flatMap(docxBlocks),
          standingLine('', { name: 'body', size: SIZE.third }),
          standingLine(report.signer, {
            name: 'body',
            size: SIZE.third,
            right: signerIndent(report.signer, report.date),
          }),
          standingLine(report.date, { name: 'body', size: SIZE.third, right: 4 * CHARACTER }),
        ],
      },
    ],
  });
  const bytes = await Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTableXml() }]);
  await writeBeside(path, (temporary) => writeFile(temporary, bytes));
}
