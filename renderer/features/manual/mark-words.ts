const NAME = 'guide-words';

/** Marks every place of the words in a text, without touching the text itself; no words takes the marks away. */
export function markWords(text: HTMLElement, words: string): void {
  CSS.highlights.delete(NAME);
  const wanted = words.toLowerCase();
  if (wanted === '') return;
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const content = (node.nodeValue ?? '').toLowerCase();
    for (let at = content.indexOf(wanted); at >= 0; at = content.indexOf(wanted, at + wanted.length)) {
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  if (ranges.length > 0) CSS.highlights.set(NAME, new Highlight(...ranges));
}
