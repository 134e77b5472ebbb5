import type { Values } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import styles from './similar.module.css';

interface MergeConsequencesProps {
  readonly register: Register;
  readonly survivor: string;
  readonly other: string;
  readonly values: Values;
}

/** What a merge does beside the fields: child rows united, references that follow, comments that stay where they are. */
export function MergeConsequences({ register, survivor, other, values }: MergeConsequencesProps) {
  const { data } = useQuery('record.merge-preview', { survivor, other, values }, ['records']);
  if (!data) return null;
  const tables = data.tables.filter((one) => one.kept + one.added + one.same > 0);
  const locked = data.following.filter((one) => one.locked);
  return (
    <ul className={styles.consequences}>
      {tables.map((one) => (
        <li key={one.table}>
          {register.tables.find((table) => table.key === one.table)?.label}：{one.kept} 行，并入 {one.added} 行
          {one.same > 0 ? `，另有 ${one.same} 行相同，不重复` : ''}
        </li>
      ))}
      {data.following.length > 0 ? (
        <li>
          {data.following.length} 条记录引用着它们，合并后随之改写：
          {data.following.slice(0, 5).map((one) => (
            <button
              key={one.id}
              type="button"
              className="link"
              onClick={() => go('register', { register: one.id.split('-', 1)[0], id: one.id })}
            >
              {one.title}
              {one.locked ? '（已通过，锁定）' : ''}
            </button>
          ))}
          {data.following.length > 5 ? ` 等 ${data.following.length} 条` : ''}
        </li>
      ) : null}
      {locked.length > 0 ? (
        <li className={styles.refused}>其中 {locked.length} 条已通过审核并锁定，要先解锁，或留下它们引用的编号。</li>
      ) : null}
      <li>撤回的那一条，意见和历史都还在，从留下的一条可以点开；报送后省厅看到它并入了哪一条，不会计两次。</li>
    </ul>
  );
}
