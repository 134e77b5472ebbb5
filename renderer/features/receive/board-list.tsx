import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { Badge } from '../../parts/badge.tsx';
import { type BoardCity, boardState } from '../../parts/board-state.ts';
import { DataList } from '../../parts/data-list.tsx';
import { officeName } from '../../parts/office-name.ts';
import { undecidedFrom } from './desk-packages.ts';

interface BoardListProps {
  readonly cities: readonly BoardCity[];
  readonly packages: readonly DeskPackage[];
  readonly selected: string | null;
  readonly onSelect: (office: string) => void;
}

/** The cities of the period, each with its state and the day its package came. */
export function BoardList({ cities, packages, selected, onSelect }: BoardListProps) {
  return (
    <DataList
      label="各单位报送情况"
      items={cities}
      keyOf={(city) => city.office}
      rowHeight={27}
      hideHeading
      selected={selected}
      onSelect={(city) => onSelect(city.office)}
      columns={[
        {
          key: 'name',
          label: '单位',
          width: '78px',
          render: (city) => <span title={officeName(city.office)}>{officeName(city.office)}</span>,
        },
        {
          key: 'state',
          label: '状态',
          width: '1fr',
          render: (city) => {
            const state = boardState(city, undecidedFrom(packages, city));
            return (
              <Badge tone={state.tone} sign={state.sign}>
                {state.text}
              </Badge>
            );
          },
        },
        {
          key: 'at',
          label: '收到',
          width: '46px',
          align: 'end',
          render: (city) => <span className="quiet">{city.receivedAt ? city.receivedAt.slice(5, 10) : '—'}</span>,
        },
      ]}
    />
  );
}
