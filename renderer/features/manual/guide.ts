import html from '../../../resources/manual/guide.html?raw';

/** The guide's pictures by file name, as the window's files. */
const pictures = import.meta.glob<string>('../../../resources/manual/pictures/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
});

export interface Chapter {
  readonly id: string;
  readonly title: string;
  /** The group of chapters it stands in: for the city, for the province. */
  readonly part: string;
  readonly element: HTMLElement;
}

/** The chapters of the guide that ships with the application, in their order; read once. */
export const chapters: readonly Chapter[] = readGuide();

function readGuide(): readonly Chapter[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const image of parsed.querySelectorAll('img')) {
    const name = image.getAttribute('src')?.split('/').at(-1) ?? '';
    const address = Object.entries(pictures).find(([file]) => file.endsWith(`/${name}`))?.[1];
    if (address === undefined) image.remove();
    else image.setAttribute('src', address);
  }
  return [...parsed.querySelectorAll<HTMLElement>('main section')].map((element) => ({
    id: element.id,
    title: element.querySelector('h2')?.textContent ?? '',
    part: element.dataset.part ?? '',
    element,
  }));
}

export interface GuideHit {
  readonly chapter: Chapter;
  /** The paragraph, row or heading that holds the words. */
  readonly place: HTMLElement;
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

const PLACES = 'h2, h3, p, li, tr, figcaption';
const AROUND = 24;
const LISTED = 60;

/** Where the guide says the words, in its order; one character is enough. */
export function findInGuide(words: string): readonly GuideHit[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return [];
  const hits: GuideHit[] = [];
  for (const chapter of chapters) {
    for (const place of chapter.element.querySelectorAll<HTMLElement>(PLACES)) {
      // A list item that holds a list is found by its own items.
      if (place.querySelector(PLACES)) continue;
      const text = (place.textContent ?? '').replace(/\s+/g, ' ').trim();
      const at = text.toLowerCase().indexOf(wanted);
      if (at < 0) continue;
      hits.push({
        chapter,
        place,
        before: `${at > AROUND ? '…' : ''}${text.slice(Math.max(0, at - AROUND), at)}`,
        match: text.slice(at, at + wanted.length),
        after: text.slice(at + wanted.length, at + wanted.length + AROUND * 2),
      });
      if (hits.length >= LISTED) return hits;
    }
  }
  return hits;
}
