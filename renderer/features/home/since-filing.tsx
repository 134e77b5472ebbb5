import { Popover } from '@mantine/core';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { go, type PageParams } from '../../app/navigation.ts';
import { countText } from '../../parts/amount.ts';
import { Panel } from '../../parts/page.tsx';
import styles from './home.module.css';

type News = CallOutput<'overview.home'>['sinceFiling'];
type RegisterNews = News['registers'][number];

const KINDS = [
  ['added', '新增'],
  ['changed', '修改'],
  ['withdrawn', '撤回'],
  ['evidence', '佐证材料'],
  ['below', '下级通过'],
] as const;
type Kind = (typeof KINDS)[number][0];

/** What the list of a number shows; withdrawn records stand in no list and are named instead. */
function placeOf(kind: Kind, { register, evidenceRecords, belowRecords }: RegisterNews): PageParams | null {
  if (kind === 'added') return { register, states: 'draft' };
  if (kind === 'changed') return { register, changed: '1' };
  if (kind === 'below') return { register, ids: belowRecords.join(',') };
  return kind === 'evidence' ? { register, ids: evidenceRecords.join(',') } : null;
}

/** What the next package will carry as news, in all and by register; each number opens what it counts. */
export function SinceFiling({ news }: { readonly news: News }) {
  return (
    <Panel title="自上次报送以来" label="自上次报送以来">
      <dl className={styles.figures}>
        {KINDS.filter(([kind]) => kind !== 'below' || news.below > 0).map(([kind, label]) => (
          <div key={kind}>
            <dd>{countText(news[kind])}</dd>
            <dt>{label}</dt>
          </div>
        ))}
      </dl>
      {news.registers.length > 0 ? (
        <ul className={styles.news}>
          {news.registers.map((one) => (
            <li key={one.register} className={styles.newsLine}>
              <span>{registerById(one.register)?.label ?? one.register}</span>
              {KINDS.filter(([kind]) => one[kind] > 0).map(([kind, label]) => (
                <NewsLink key={kind} kind={kind} label={label} news={one} />
              ))}
            </li>
          ))}
        </ul>
      ) : (
        <p className="quiet">没有未报送的改动。</p>
      )}
    </Panel>
  );
}

function NewsLink({ kind, label, news }: { readonly kind: Kind; readonly label: string; readonly news: RegisterNews }) {
  const place = placeOf(kind, news);
  const text = `${label} ${countText(news[kind])}`;
  if (place) {
    return (
      <button type="button" className="link" onClick={() => go('register', place)}>
        {text}
      </button>
    );
  }
  const hidden = news.withdrawn - news.withdrawnTitles.length;
  return (
    <Popover position="bottom-start" withinPortal>
      <Popover.Target>
        <button type="button" className="link">
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.withdrawn}>
        <strong>撤回的{registerById(news.register)?.label}</strong>
        <ul>
          {[...Map.groupBy(news.withdrawnTitles, (title) => title)].map(([title, same]) => (
            <li key={title}>{same.length > 1 ? `${title}（${same.length} 条）` : title}</li>
          ))}
        </ul>
        {hidden > 0 ? <span className="quiet">另有 {countText(hidden)} 条</span> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
