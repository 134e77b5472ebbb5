import { useElementSize, useMergedRef } from '@mantine/hooks';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useState } from 'react';
import styles from './evidence-preview.module.css';
import type { ViewProps } from './image-view.tsx';
import { openPdf } from './open-pdf.ts';
import { PageNumber } from './page-number.tsx';
import { type PageSize, PdfPage } from './pdf-page.tsx';
import { reachable } from './reachable.ts';

/** CSS pixels per point at 100 %. */
const PIXELS = 96 / 72;

interface Opened {
  readonly pdf: PDFDocumentProxy;
  readonly first: PageSize;
}

/** A PDF, its pages one under the other; only those near the eye are drawn. Loaded with the first PDF that is looked at. */
export function PdfView({ address, name, zoom, turn, onScale, onFault }: ViewProps) {
  const { ref: sizeRef, width } = useElementSize();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const ref = useMergedRef(sizeRef, setScroller, reachable);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [page, setPage] = useState(1);

  useEffect(() => {
    const task = openPdf(address);
    let left = false;
    async function open() {
      const pdf = await task.promise;
      const { width: wide, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (!left) setOpened({ pdf, first: { width: wide, height } });
    }
    open().catch((error: unknown) => {
      if (left) return;
      const locked = error instanceof Error && error.name === 'PasswordException';
      onFault(locked ? '这份 PDF 设了打开密码，不能在程序内预览，请用其他程序打开。' : null);
    });
    return () => {
      left = true;
      setOpened(null);
      void task.destroy();
    };
  }, [address, onFault]);

  const across = opened ? (turn % 180 === 0 ? opened.first.width : opened.first.height) : 0;
  const scale = zoom === 'fit' ? Math.min(2, Math.max(0.1, (width - 32) / (across || 595))) : zoom * PIXELS;
  useEffect(() => onScale(scale / PIXELS), [scale, onScale]);

  function onScroll() {
    if (!scroller) return;
    const line = scroller.getBoundingClientRect().top + scroller.clientHeight / 3;
    const pages = [...scroller.querySelectorAll<HTMLElement>('[data-page]')];
    const here = pages.findLast((one) => one.getBoundingClientRect().top <= line);
    setPage(Number(here?.dataset.page ?? 1));
  }

  return (
    <>
      <section ref={ref} className={styles.scroller} aria-label={name} onScroll={onScroll}>
        {opened && scroller ? (
          Array.from({ length: opened.pdf.numPages }, (_, index) => (
            <PdfPage
              key={index}
              pdf={opened.pdf}
              number={index + 1}
              scale={scale}
              turn={turn}
              expected={opened.first}
              scroller={scroller}
            />
          ))
        ) : (
          <p className={styles.waiting}>正在打开…</p>
        )}
      </section>
      {opened ? (
        <PageNumber
          page={page}
          of={opened.pdf.numPages}
          onGo={(wanted) => scroller?.querySelector(`[data-page="${wanted}"]`)?.scrollIntoView({ block: 'start' })}
        />
      ) : null}
    </>
  );
}
