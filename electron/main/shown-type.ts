/** The media type of a file that is shown inside the program, by its first bytes; undefined for any other. */
export function shownType(head: Uint8Array): string | undefined {
  const text = Buffer.from(head).toString('latin1');
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (/^GIF8[79]a/.test(text)) return 'image/gif';
  if (/^RIFF.{4}WEBP/s.test(text)) return 'image/webp';
  if (text.startsWith('BM')) return 'image/bmp';
  // Some scanners write a few bytes of their own first; every reader of PDF allows a kilobyte of them.
  return text.includes('%PDF-') ? 'application/pdf' : undefined;
}
