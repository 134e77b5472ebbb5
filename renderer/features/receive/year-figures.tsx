import type { ReactNode } from 'react';
import { timelinessText } from '../../../shared/period/timeliness.ts';
import { momentText } from '../../parts/amount.ts';
import { DataList } from '../../parts/data-list.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import styles from './year-board.module.css';
import { figureLines, type YearCell } from './year-cell.ts';

interface YearFiguresProps {
  readonly name: string;
  readonly label: string;
  readonly cell: YearCell;
  readonly action: ReactNode;
}

/** What one office's filing for a period comes to, beside its former one. */
export function YearFigures({ name, label, cell, action }: YearFiguresProps) {
  const lines = cell.figures ? figureLines(cell.figures) : [];
  return (
    <Panel flush className={styles.figures} title={`${name}　${label}`} aside={action}>
      <p className={styles.told}>
        {cell.latest
          ? `第 ${cell.latest.sequence} 号包 ${momentText(cell.latest.at)} 装入，${timelinessText(cell.timeliness)}${filings(cell)}。`
          : `${withoutFiling(cell)}，${timelinessText(cell.timeliness)}，截止 ${cell.due}。`}
      </p>
      {lines.length > 0 ? (
        <DataList
          label={`${name}${label}的数字`}
          items={lines}
          keyOf={(line) => line.key}
          rowHeight={27}
          columns={[
            {
              key: 'label',
              label: '项目',
              width: '1fr',
              render: (line) => (
                <>
                  {line.label} <span className="quiet">{line.unit}</span>
                </>
              ),
            },
            { key: 'before', label: '上期', width: '150px', align: 'end', render: (line) => line.before },
            { key: 'now', label: '本期', width: '150px', align: 'end', render: (line) => line.now },
            {
              key: 'change',
              label: '增减',
              width: '170px',
              align: 'end',
              render: (line) => (
                <span data-jump={line.jump || undefined} className={styles.change}>
                  {line.change}
                  {line.jump ? '，变动较大' : ''}
                </span>
              ),
            },
          ]}
        />
      ) : cell.latest ? (
        <EmptyState
          sentence={cell.figures ? '这一期没有记录（零报告）。' : '这个包由较早的版本装入，没有留下当时的数字。'}
        />
      ) : null}
    </Panel>
  );
}

function withoutFiling({ state, takenBack }: YearCell): string {
  if (state === 'incomplete') return '分成几部分的报送还没有到齐';
  return takenBack ? '报来后又撤回' : '还没有装入的包';
}

function filings({ packages, supplements }: YearCell): string {
  const again = supplements > 0 ? `，其中补报 ${supplements} 次` : '';
  return packages > 1 || supplements > 0 ? `；这一期共 ${packages} 个包${again}` : '';
}
