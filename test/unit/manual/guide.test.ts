import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGE_IDS } from '../../../renderer/app/navigation.ts';
import { REGISTERS } from '../../../shared/registers/registers.ts';

const root = path.join(import.meta.dirname, '../../..');
const folder = path.join(root, 'resources/manual');
const guide = readFileSync(path.join(folder, 'guide.html'), 'utf8');

function all(pattern: RegExp): string[] {
  return [...guide.matchAll(pattern)].map((match) => match[1] ?? '');
}

const chapters = all(/<section id="([^"]+)"/g);
const pictures = all(/<img src="pictures\/([^"]+)"/g);

describe('the guide', () => {
  it('has a chapter for every page of the window, and one for an open record', () => {
    expect([...PAGE_IDS, 'record'].filter((page) => !chapters.includes(page))).toEqual([]);
    expect(new Set(chapters).size).toBe(chapters.length);
  });

  it('lists every chapter in its contents, in order', () => {
    const contents = guide.slice(guide.indexOf('<nav'), guide.indexOf('</nav>'));
    expect([...contents.matchAll(/href="#([^"]+)"/g)].map((match) => match[1])).toEqual(chapters);
  });

  it('leads only to chapters there are', () => {
    expect(all(/href="#([^"]+)"/g).filter((anchor) => !chapters.includes(anchor))).toEqual([]);
    const given = sources(path.join(root, 'renderer')).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/chapter: '([a-z-]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(given.filter((anchor) => !chapters.includes(anchor))).toEqual([]);
  });

  it('shows pictures that are there, each described, and no more than a small file of them', () => {
    const there = readdirSync(path.join(folder, 'pictures'));
    expect([...new Set(pictures)].sort()).toEqual([...there].sort());
    expect(all(/(<img [^>]*>)/g).filter((image) => !/alt="[^"]+"/.test(image))).toEqual([]);
    const bytes = there.reduce((sum, name) => sum + statSync(path.join(folder, 'pictures', name)).size, 0);
    expect(bytes).toBeLessThan(3 * 1024 * 1024);
  });

  it('names every register', () => {
    const text = guide.replace(/<[^>]+>/g, '');
    expect(REGISTERS.map((register) => register.label).filter((label) => !text.includes(label))).toEqual([]);
  });

  it('speaks as the application does, and asks for nothing from outside', () => {
    expect(guide).not.toMatch(/您|！|!(?!doctype|important|--)/i);
    expect(guide).not.toMatch(/https?:|<script|javascript:|@import|url\(/);
  });
});

function sources(place: string): string[] {
  return readdirSync(place, { recursive: true })
    .map(String)
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(place, name));
}
