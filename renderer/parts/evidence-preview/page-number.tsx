import { useEffect, useState } from 'react';
import styles from './evidence-preview.module.css';

interface PageNumberProps {
  readonly page: number;
  readonly of: number;
  readonly onGo: (page: number) => void;
}

/** Which page one is at, to be typed over. */
export function PageNumber({ page, of, onGo }: PageNumberProps) {
  const [text, setText] = useState(String(page));
  useEffect(() => setText(String(page)), [page]);

  function go() {
    const wanted = Number(text);
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= of) onGo(wanted);
    else setText(String(page));
  }

  return (
    <div className={styles.pageNumber}>
      第
      <input
        aria-label="页码"
        inputMode="numeric"
        value={text}
        size={Math.max(2, String(of).length)}
        onChange={(event) => setText(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => setText(String(page))}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Enter') return;
          go();
        }}
      />
      页，共 {of} 页
    </div>
  );
}
