import type { RecordView } from '../../shared/contract/shapes.ts';
import { NEWER_LABEL } from '../../shared/registers/unknown-fields.ts';
import { go } from '../app/navigation.ts';
import { Notice } from './notice.tsx';

/** Where a record was merged into, what was merged into it, what of a former ledger it carries on, and what only a newer version reads. */
export function RecordLinks({ record }: { readonly record: RecordView }) {
  const { mergedInto, merged, carriedFrom } = record.links;
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
