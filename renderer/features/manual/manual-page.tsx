import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { usePageParams } from '../../app/navigation.ts';
import { Page } from '../../parts/page.tsx';
import { type Chapter, chapters, findInGuide, type GuideHit } from './guide.ts';
import styles from './manual.module.css';
import { markWords } from './mark-words.ts';

/** 使用手册: the guide that ships with the application; F1 on a page opens its chapter. */
export function ManualPage() {
  const params = usePageParams();
  const [words, setWords] = useState('');
  const [present, setPresent] = useState(params.chapter ?? chapters[0]?.id ?? '');
  const scroller = useRef<HTMLDivElement>(null);
  const hits = findInGuide(words);

  useEffect(() => {
    if (!scroller.current) return;
    scroller.current.replaceChildren(...chapters.map((chapter) => chapter.element));
    // A text that scrolls must be reached by keys.
    scroller.current.tabIndex = 0;
  }, []);

  useEffect(() => {
    const wanted = chapters.find((chapter) => chapter.id === params.chapter);
    if (!wanted) return;
    setPresent(wanted.id);
    wanted.element.scrollIntoView();
  }, [params.chapter]);

  useEffect(() => {
    if (scroller.current) markWords(scroller.current, words.trim());
  }, [words]);

  function open(chapter: Chapter) {
    setPresent(chapter.id);
    chapter.element.scrollIntoView();
  }

  return (
    <Page title="使用手册" state="在哪一页按 F1，就翻到那一页的说明" fill>
      <div className={styles.desk}>
        <nav className={styles.side} aria-label="手册目录">
          <TextInput
            placeholder="在手册里查找"
            aria-label="在手册里查找"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') hits[0]?.place.scrollIntoView({ block: 'center' });
              else if (event.key === 'Escape' && words !== '') setWords('');
              else return;
              event.preventDefault();
            }}
          />
          {words.trim() === '' ? (
            <Contents present={present} onOpen={open} />
          ) : (
            <Hits words={words.trim()} hits={hits} onOpen={(hit) => hit.place.scrollIntoView({ block: 'center' })} />
          )}
        </nav>
        <div ref={scroller} className={styles.guide} role="document" aria-label="使用手册正文" />
      </div>
    </Page>
  );
}

function Contents({ present, onOpen }: { readonly present: string; readonly onOpen: (chapter: Chapter) => void }) {
  return (
    <ol className={styles.list}>
      {chapters.map((chapter, index) => (
        <li key={chapter.id}>
          {chapter.part !== chapters[index - 1]?.part ? <div className={styles.part}>{chapter.part}</div> : null}
          <button
            type="button"
            className={styles.entry}
            aria-current={chapter.id === present ? 'true' : undefined}
            onClick={() => onOpen(chapter)}
          >
            {chapter.title}
          </button>
        </li>
      ))}
    </ol>
  );
}

interface HitsProps {
  readonly words: string;
  readonly hits: readonly GuideHit[];
  readonly onOpen: (hit: GuideHit) => void;
}

function Hits({ words, hits, onOpen }: HitsProps) {
  if (hits.length === 0) return <p className={styles.none}>手册里没有“{words}”，换一个词试试。</p>;
  return (
    <ol className={styles.list} aria-label="找到的地方">
      {hits.map((hit, index) => (
        <li key={index}>
          <button type="button" className={styles.hit} onClick={() => onOpen(hit)}>
            <span className={styles.part}>{hit.chapter.title}</span>
            <span>
              {hit.before}
              <mark>{hit.match}</mark>
              {hit.after}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
