import { Button } from '@mantine/core';
import { go } from '../../app/navigation.ts';
import { Badge } from '../../parts/badge.tsx';
import { type BoardCity, boardState } from '../../parts/board-state.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Panel } from '../../parts/page.tsx';
import styles from './home.module.css';

interface ReportingBoardProps {
  readonly cities: readonly BoardCity[];
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Who of those that file here has reported in the period, each leading to what waits of it. */
export function ReportingBoard({ cities, error, onRetry }: ReportingBoardProps) {
  const { below } = useOfficeWords();
  return (
    <Panel
      title={`${below}报送`}
      aside={
        <Button size="compact-sm" onClick={() => go('receive')}>
          去收件
        </Button>
      }
    >
      {error ? <ErrorNotice error={error} onRetry={onRetry} /> : null}
      <div className={styles.board}>
        {cities.map((city) => (
          <button
            key={city.office}
            type="button"
            className={styles.city}
            onClick={() =>
              city.toReview > 0 ? go('review', { owner: city.office }) : go('receive', { office: city.office })
            }
          >
            <span>{city.name}</span>
            <CityState city={city} />
          </button>
        ))}
      </div>
    </Panel>
  );
}

function CityState({ city }: { readonly city: BoardCity }) {
  const { tone, sign, text } = boardState(city);
  return (
    <Badge tone={tone} {...(sign ? { sign } : {})}>
      {text}
    </Badge>
  );
}
