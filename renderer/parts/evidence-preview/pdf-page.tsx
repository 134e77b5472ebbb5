import type { PDFDocumentProxy, RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useRef, useState } from 'react';
import styles from './evidence-preview.module.css';
import { TextLayer } from './open-pdf.ts';

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly scale: number;
  readonly turn: number;
  /** What the page is taken for until it has been read: the first page's size. */
  readonly expected: PageSize;
  readonly scroller: HTMLElement;
}

/** One page of a PDF: drawn when it comes near, dropped when it is far, its text to be selected and copied. */
export function PdfPage({ pdf, number, scale, turn, expected, scroller }: PdfPageProps) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [size, setSize] = useState<PageSize>(expected);
  const lying = turn % 180 !== 0;

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new IntersectionObserver((seen) => setNear(seen.at(-1)?.isIntersecting ?? false), {
      root: scroller,
      rootMargin: '800px 0px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);

  useEffect(() => {
    const drawn = canvas.current;
    const layer = text.current;
    if (!near || !drawn || !layer) return;
    let task: RenderTask | undefined;
    let words: TextLayer | undefined;
    let left = false;

    async function draw(target: HTMLCanvasElement, layerOfText: HTMLDivElement) {
      const page = await pdf.getPage(number);
      if (left) return;
      const own = page.getViewport({ scale: 1 });
      setSize({ width: own.width, height: own.height });
      const viewport = page.getViewport({ scale, rotation: (page.rotate + turn) % 360 });
      const density = window.devicePixelRatio;
      target.width = Math.floor(viewport.width * density);
      target.height = Math.floor(viewport.height * density);
      task = page.render({
        canvas: target,
        viewport,
        transform: density === 1 ? undefined : [density, 0, 0, density, 0, 0],
      });
      await task.promise;
      if (left) return;
      layerOfText.replaceChildren();
      words = new TextLayer({ textContentSource: page.streamTextContent(), container: layerOfText, viewport });
      await words.render();
    }

    draw(drawn, layer).catch(() => undefined);
    return () => {
      left = true;
      task?.cancel();
      words?.cancel();
    };
  }, [near, pdf, number, scale, turn]);

  const shape = lying ? { width: size.height, height: size.width } : size;
  return (
    <div
      ref={place}
      className={styles.page}
      data-page={number}
      style={{ width: shape.width * scale, height: shape.height * scale, '--total-scale-factor': scale } as object}
    >
      {near ? (
        <>
          <canvas ref={canvas} className={styles.canvas} aria-label={`第 ${number} 页`} role="img" />
          <div ref={text} className={styles.text} />
        </>
      ) : null}
    </div>
  );
}
