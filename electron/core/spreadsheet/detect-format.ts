import { open } from 'node:fs/promises';
import { unreadable } from './sheet-refusal.ts';

export type FileKind = 'zip' | 'compound' | 'markup' | 'text';

const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'PDF 文件'],
  [[0x89, 0x50, 0x4e, 0x47], '图片'],
  [[0xff, 0xd8, 0xff], '图片'],
  [[0x47, 0x49, 0x46, 0x38], '图片'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR 压缩包'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z 压缩包'],
  [[0x1f, 0x8b], '压缩包'],
  [[0x4d, 0x5a], '程序'],
  [[0x7b, 0x5c, 0x72, 0x74], '文字文档'],
];

function startsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => head[at] === byte);
}

/** What a file is by its first bytes, whatever its name says. Refuses what is known to be no table. */
export async function detectFileKind(path: string): Promise<FileKind> {
  const handle = await open(path, 'r');
  let head: Uint8Array;
  try {
    const buffer = new Uint8Array(1024);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    head = buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
  if (head.length === 0) throw unreadable('文件是空的，没有可导入的内容。');
  if (startsWith(head, [0x50, 0x4b])) return 'zip';
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return 'compound';
  for (const [bytes, name] of SIGNATURES) {
    if (startsWith(head, bytes)) throw unreadable(`这是${name}，不是表格。请选择 .xlsx、.xls 或 .csv 文件。`);
  }
  const start = new TextDecoder('utf-8').decode(head).trimStart().toLowerCase();
  if (/^<(?:html|!doctype html|table|meta|head|\?xml|workbook)/.test(start)) return 'markup';
  return 'text';
}
