import type { ECharts } from 'echarts';
import { useEffect, useRef, useState } from 'react';
import classes from './bar-chart-view.module.css';
import { type BarChart, barOption } from './bar-option.ts';
import { readChartColours } from './chart-colours.ts';
import { countSentence } from './count.ts';

interface Props {
  readonly chart: BarChart;
  readonly height: number;
  /** Key of the bar now chosen, or null. */
  readonly chosen: string | null;
  readonly onPick: (key: string) => void;
}

/**
 * A bar chart whose bars can be picked with the mouse and, through buttons laid under it for the keyboard and for
 * screen readers, with Tab and Enter. Follows the window's light or dark theme.
 */
export function BarChartView({ chart, height, chosen, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<ECharts | null>(null);
  const latest = useRef({ chart, onPick });
  latest.current = { chart, onPick };
  const [ready, setReady] = useState(false);
  const [failed, setFailed] = useState(false);
  const theme = useThemeName();

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let ended = false;
    let resize: ResizeObserver | undefined;
    import('./chart-runtime.ts').then(
      ({ startChart }) => {
        if (ended) return;
        const started = startChart(element, null, { renderer: 'svg' });
        drawn.current = started;
        started.getZr().on('click', (event) => {
          const at = started.convertFromPixel({ gridIndex: 0 }, [event.offsetX, event.offsetY]);
          const { chart: now, onPick: pick } = latest.current;
          const row = now.rows[Math.round(at?.[now.direction === 'across' ? 1 : 0] ?? -1)];
          if (row) pick(row.key);
        });
        resize = new ResizeObserver(() => started.resize());
        resize.observe(element);
        setReady(true);
      },
      () => setFailed(true),
    );
    return () => {
      ended = true;
      resize?.disconnect();
      drawn.current?.dispose();
      drawn.current = null;
    };
  }, []);

  useEffect(() => {
    if (ready && box.current) drawn.current?.setOption(barOption(chart, readChartColours(box.current)), true);
  }, [chart, ready, theme]);

  const point = (index: number) => {
    drawn.current?.dispatchAction({ type: 'highlight', seriesIndex: [0, 1, 2], dataIndex: index });
    drawn.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: index });
  };
  const leave = (index: number) => {
    drawn.current?.dispatchAction({ type: 'downplay', seriesIndex: [0, 1, 2], dataIndex: index });
    drawn.current?.dispatchAction({ type: 'hideTip' });
  };

  return (
    <figure className={classes.figure} aria-label={chart.title}>
      {failed ? (
        <p className={classes.failed}>图没有画出来，数字在下面的按钮里仍可逐个打开。</p>
      ) : (
        <div ref={box} style={{ height }} aria-hidden="true" className={classes.drawing} />
      )}
      <div className={failed ? undefined : classes.keys}>
        {chart.rows.map((row, index) => (
          <button
            key={row.key}
            type="button"
            aria-pressed={row.key === chosen}
            onFocus={() => point(index)}
            onBlur={() => leave(index)}
            onClick={() => onPick(row.key)}
          >
            {row.label}：{countSentence(row.counts, chart.unit)}
          </button>
        ))}
      </div>
    </figure>
  );
}

/** The theme's name on the document, kept up to date. */
function useThemeName(): string {
  const [name, setName] = useState(themeName);
  useEffect(() => {
    const observer = new MutationObserver(() => setName(themeName()));
    observer.observe(document.documentElement, { attributes: true });
    return () => observer.disconnect();
  }, []);
  return name;
}

function themeName(): string {
  return document.documentElement.dataset.mantineColorScheme ?? document.documentElement.dataset.theme ?? '';
}
