import type { CallOutput } from '../../../shared/contract/contract.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { officeName } from '../../parts/office-name.ts';
import { Panel } from '../../parts/page.tsx';
import { walk } from './comment-lines.tsx';
import styles from './reply-inbox.module.css';

type Told = CallOutput<'duplicate.told'>['records'][number];

interface RuledRecordsProps {
  readonly openId: string | undefined;
  readonly onShow: (id: string) => void;
}

/** Records of this office of which the office above ruled that another office reports the same item. */
export function RuledRecords({ openId, onShow }: RuledRecordsProps) {
  const { data } = useQuery('duplicate.told', {}, ['records', 'packages']);
  const records = data?.records ?? [];
  if (records.length === 0) return null;
  return (
    <Panel flush title={`重复认定 ${records.length}`}>
      <ul aria-label="重复认定">
        {records.map(({ id, register, title, role, others, by }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.line}
              aria-current={id === openId || undefined}
              onKeyDown={walk}
              onClick={() => onShow(id)}
            >
              <span className={styles.about}>
                <span className="ellipsis">{title}</span>
                <span className="second small">{registerById(register)?.label}</span>
              </span>
              <span>{role === 'linked' ? <Badge tone="amber">关联不计</Badge> : <Badge tone="green">计数</Badge>}</span>
              <span className={styles.text}>{ruledText(role, others)}</span>
              <span className="quiet small">{by ? momentText(by.at).slice(0, 10) : ''}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ruledText(role: Told['role'], others: Told['others']): string {
  const reported = others.map((other) => `${officeName(other.owner)}「${other.title}」`).join('、');
  return `与${reported}重复，由${role === 'linked' ? officeName(others[0]?.owner ?? '') : '本单位'}计数`;
}
