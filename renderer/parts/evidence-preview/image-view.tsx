import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import styles from './evidence-preview.module.css';
import { reachable } from './reachable.ts';
import { fittingScale, type Zoom } from './zoom.ts';

export interface ViewProps {
  readonly address: string;
  readonly name: string;
  readonly zoom: Zoom;
  /** Degrees, a multiple of 90. */
  readonly turn: number;
  /** Told at which scale it is shown now. */
  readonly onScale: (scale: number) => void;
  readonly onFault: (sentence: string | null) => void;
}

/** A picture, fitted or at its own size, turned as one likes. */
export function ImageView({ address, name, zoom, turn, onScale, onFault }: ViewProps) {
  const { ref: sizeRef, width, height } = useElementSize();
  const ref = useMergedRef(sizeRef, reachable);
  const [own, setOwn] = useState({ width: 0, height: 0 });
  const lying = turn % 180 !== 0;
  const shape = lying ? { width: own.height, height: own.width } : own;
  const scale = zoom === 'fit' ? fittingScale(shape, { width: width - 24, height: height - 24 }) : zoom;

  useEffect(() => onScale(scale), [scale, onScale]);

  return (
    <section ref={ref} className={styles.scroller} aria-label={name}>
      <div className={styles.frame} style={{ width: shape.width * scale, height: shape.height * scale }}>
        <img
          className={styles.image}
          src={address}
          alt={name}
          draggable={false}
          style={{
            width: own.width * scale || undefined,
            height: own.height * scale || undefined,
            transform: `translate(-50%, -50%) rotate(${turn}deg)`,
          }}
          onLoad={({ currentTarget }) =>
            setOwn({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight })
          }
          onError={() => onFault(null)}
        />
      </div>
    </section>
  );
}
