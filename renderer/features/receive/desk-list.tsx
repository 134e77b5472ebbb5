import type { DeskPackage } from '../../../shared/contract/exchange-calls.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import type { Tone } from '../../parts/tone.ts';
import { packageTitle } from './package-verdict.ts';

const OUTCOMES: Readonly<Record<DeskPackage['outcome'], { tone: Tone; sign: string; text: string }>> = {
  pending: { tone: 'blue', sign: '', text: '待装入' },
  held: { tone: 'amber', sign: '…', text: '暂存' },
  declined: { tone: 'red', sign: '↩', text: '已拒收' },
  received: { tone: 'green', sign: '✓', text: '已装入' },
  unchanged: { tone: 'grey', sign: '=', text: '无新内容' },
  refused: { tone: 'red', sign: '✕', text: '不能收下' },
  undone: { tone: 'grey', sign: '↩', text: '已撤销' },
};

/** The outcome of a package in a word. */
export function OutcomeBadge({ outcome }: { readonly outcome: DeskPackage['outcome'] }) {
  const { tone, sign, text } = OUTCOMES[outcome];
  return (
    <Badge tone={tone} sign={sign}>
      {text}
    </Badge>
  );
}

interface DeskListProps {
  readonly label: string;
  readonly packages: readonly DeskPackage[];
  readonly selected: string | null;
  readonly onSelect: (stage: string) => void;
}

/** Packages by name and outcome. */
export function DeskList({ label, packages, selected, onSelect }: DeskListProps) {
  return (
    <DataList
      label={label}
      items={packages}
      keyOf={(pack) => pack.stage}
      rowHeight={28}
      hideHeading
      selected={selected}
      onSelect={(pack) => onSelect(pack.stage)}
      columns={[
        {
          key: 'title',
          label: '包',
          width: '1fr',
          render: (pack) => <span title={pack.file}>{packageTitle(pack)}</span>,
        },
        {
          key: 'outcome',
          label: '结果',
          width: '84px',
          align: 'end',
          render: (pack) => <OutcomeBadge outcome={pack.outcome} />,
        },
      ]}
    />
  );
}
