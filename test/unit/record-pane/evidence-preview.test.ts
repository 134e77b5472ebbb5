import { describe, expect, it } from 'vitest';
import { shownType } from '../../../electron/main/shown-type.ts';
import { previewOf } from '../../../renderer/parts/evidence-preview/evidence-file.ts';
import { fittingScale, nextZoom, turned } from '../../../renderer/parts/evidence-preview/zoom.ts';

describe('what is shown inside the program', () => {
  it('goes by the first bytes, not by the name', () => {
    const head = (text: string) => Buffer.from(text, 'latin1');
    expect(shownType(head('\x89PNG\r\n\x1a\n\0\0\0'))).toBe('image/png');
    expect(shownType(head('\xff\xd8\xff\xe0'))).toBe('image/jpeg');
    expect(shownType(head('GIF89a'))).toBe('image/gif');
    expect(shownType(head('RIFF\n\0\0\0WEBPVP8 '))).toBe('image/webp');
    expect(shownType(head('BM6'))).toBe('image/bmp');
    expect(shownType(head('\r\n%PDF-1.7'))).toBe('application/pdf');
    for (const other of ['', '<svg onload="x">', '<html>', 'MZ', 'PK\x03\x04', 'RIFF\n\0\0\0WAVE'])
      expect(shownType(head(other))).toBeUndefined();
  });

  it('is decided for the list by the media type', () => {
    expect(previewOf({ mediaType: 'application/pdf' })).toBe('pdf');
    expect(previewOf({ mediaType: 'image/webp' })).toBe('image');
    expect(previewOf({ mediaType: 'image/svg+xml' })).toBe('none');
    expect(previewOf({ mediaType: 'application/msword' })).toBe('none');
  });
});

describe('zoom', () => {
  it('fits into the room and never enlarges by itself', () => {
    expect(fittingScale({ width: 2000, height: 1000 }, { width: 1000, height: 1000 })).toBe(0.5);
    expect(fittingScale({ width: 10, height: 10 }, { width: 1000, height: 1000 })).toBe(1);
    expect(fittingScale({ width: 0, height: 0 }, { width: 1000, height: 1000 })).toBe(1);
  });

  it('steps from any scale to the next round one and stops at the ends', () => {
    expect(nextZoom(0.74, 1)).toBe(0.75);
    expect(nextZoom(0.74, -1)).toBe(0.67);
    expect(nextZoom(5, 1)).toBe(5);
    expect(nextZoom(0.1, -1)).toBe(0.1);
  });

  it('turns round in four quarters', () => {
    expect([0, 90, 180, 270].map(turned)).toEqual([90, 180, 270, 0]);
  });
});
