import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { OUTCOME_LABELS } from '../../../shared/exchange/outcome-labels.ts';
import { Badge } from '../../parts/badge.tsx';
import { DataList } from '../../parts/data-list.tsx';
import type { Tone } from '../../parts/tone.ts';
import { packageTitle } from './package-verdict.ts';

const SIGNS: Readonly<Record<DeskPackage['outcome'], { tone: Tone; sign: string }>> = {
  pending: { tone: 'blue', sign: '' },
  held: { tone: 'amber', sign: '…' },
  declined: { tone: 'red', sign: '↩' },
  received: { tone: 'green', sign: '✓' },
  unchanged: { tone: 'grey', sign: '=' },
  refused: { tone: 'red', sign: '✕' },
  undone: { tone: 'grey', sign: '↩' },
};

/** The outcome of a package in a word. */
export function OutcomeBadge({ outcome }: { readonly outcome: DeskPackage['outcome'] }) {
  const { tone, sign } = SIGNS[outcome];
  return (
    <Badge tone={tone} sign={sign}>
      {OUTCOME_LABELS[outcome]}
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
