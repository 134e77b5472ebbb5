import type { RecordRow } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useQuery } from '../../client/use-query.ts';
import { StatusBadge } from '../../parts/badge.tsx';
import { walk } from './comment-lines.tsx';
import styles from './reply-inbox.module.css';

interface ReturnedRecordsProps {
  readonly register: Register;
  readonly openId: string | undefined;
  readonly onShow: (id: string) => void;
}

/** The returned records of one register. */
export function ReturnedRecords({ register, openId, onShow }: ReturnedRecordsProps) {
  const { office } = useWorkspace();
  const filter = { states: ['returned' as const], owners: [office.code] };
  const list = useQuery('record.list', { register: register.id, filter, limit: 500 }, [
    'records',
    'reviews',
    'comments',
    'packages',
  ]);
  const rows = list.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <ul aria-label={`退回的${register.label}`}>
      {rows.map((row) => (
        <li key={row.id}>
          <button
            type="button"
            className={styles.line}
            aria-current={row.id === openId || undefined}
            onKeyDown={walk}
            onClick={() => onShow(row.id)}
          >
            <span className={styles.about}>
              <span className="ellipsis">{String(row.values[register.titleField] ?? '（未命名）')}</span>
              <span className="second small">{register.label}</span>
            </span>
            <span>
              <StatusBadge state={row.state} changed={row.changed} />
            </span>
            <span />
            <span className="quiet small">{row.changed ? '已改，待报送' : commentText(row)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function commentText({ openComments, answeredComments }: RecordRow): string {
  const open = openComments - answeredComments;
  if (open > 0) return `意见 ${open}`;
  return answeredComments > 0 ? `已答复 ${answeredComments}` : '';
}
