import type { RecordView } from '../../shared/contract/shapes.ts';
import { NEWER_LABEL } from '../../shared/registers/unknown-fields.ts';
import { go } from '../app/navigation.ts';
import { useWorkspace } from '../app/workspace.tsx';
import { momentText } from './amount.ts';
import { Notice } from './notice.tsx';
import { officeName } from './office-name.ts';

/** Where a record was merged into, what was merged into it, what of a former ledger it carries on, what was ruled of it as a duplicate, and what only a newer version reads. */
export function RecordLinks({ record }: { readonly record: RecordView }) {
  const { office } = useWorkspace();
  const { mergedInto, merged, carriedFrom, duplicate } = record.links;
  const open = (id: string, label: string) => (
    <button type="button" className="link" onClick={() => go('register', { register: record.register, id })}>
      {label}
    </button>
  );
  return (
    <>
      {mergedInto ? (
        <Notice>这一条已并入{open(mergedInto.id, `「${mergedInto.title}」`)}，不再计数，也不能修改。</Notice>
      ) : null}
      {merged.length > 0 ? (
        <Notice>
          并入本条的：
          {merged.map((one) => (
            <span key={one.id}>
              {open(one.id, `「${one.title}」`)}
              {one.comments > 0 ? `（意见 ${one.comments} 条）` : ''}{' '}
            </span>
          ))}
        </Notice>
      ) : null}
      {duplicate ? (
        <Notice tone={duplicate.role === 'linked' ? 'warning' : 'info'}>
          与
          {duplicate.others.map((other, index) => (
            <span key={other.id}>
              {index > 0 ? '、' : ''}
              {officeName(other.owner)}
              {other.here ? open(other.id, `「${other.title}」`) : `「${other.title}」`}
              {other.number ? `（编号 ${other.number}）` : ''}
            </span>
          ))}
          重复，
          {duplicate.role === 'linked'
            ? `由${officeName(duplicate.others[0]?.owner ?? '')}计数，本条关联不计，数据照常保留。`
            : `由${record.owner === office.code ? '本单位' : officeName(record.owner)}计数。`}
          {duplicate.by ? (
            <span className="second small">
              　{officeName(duplicate.by.office)} {duplicate.by.officer}　{momentText(duplicate.by.at)}
            </span>
          ) : null}
        </Notice>
      ) : null}
      {record.newerFields > 0 ? (
        <Notice>
          {NEWER_LABEL} {record.newerFields} 项，已原样保留，更新本软件后即可查看。
        </Notice>
      ) : null}
      {carriedFrom ? (
        <Notice>
          结转自{carriedFrom.source ? `“${carriedFrom.source}”` : '往年台账'}的「{carriedFrom.title}」。
        </Notice>
      ) : null}
    </>
  );
}
