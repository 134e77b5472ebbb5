import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { RecordFilter } from '../../../shared/contract/shapes.ts';
import type { Register } from '../../../shared/registers/register.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText } from '../../parts/amount.ts';
import { showError, showToast } from '../../parts/toast.ts';
import type { GridColumn } from './grid-columns.ts';
import styles from './register-view.module.css';
import { ReplaceMatches } from './replace-matches.tsx';

interface ReplacePaneProps {
  readonly register: Register;
  readonly filter: RecordFilter;
  readonly columns: readonly GridColumn[];
  /** The column under the cursor. */
  readonly column: string | undefined;
  readonly onShow: (id: string, field: string) => void;
  readonly onClose: () => void;
}

const SHOWN = '$shown';
const EVERY = '$every';
const PAUSE = 250;

/** Finds a text in the listed records and replaces it; what will happen is listed first, and happens as one act. */
export function ReplacePane({ register, filter, columns, column, onShow, onClose }: ReplacePaneProps) {
  const [find, setFind] = useState('');
  const [replacement, setReplacement] = useState('');
  const [where, setWhere] = useState<string>(SHOWN);
  const [whole, setWhole] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const [asked] = useDebouncedValue(`${find}\n${replacement}`, PAUSE);

  const fields =
    where === SHOWN
      ? columns.map((one) => one.field.key)
      : where === EVERY
        ? register.fields.map((field) => field.key)
        : [where];
  const search = { register: register.id, filter, fields, find, replacement, whole };
  const settled = asked === `${find}\n${replacement}`;
  const preview = useQuery('record.replace-preview', settled && find !== '' ? search : null, ['records']);
  const data = find === '' ? undefined : preview.data;
  const chosen = (data?.cells ?? 0) - left.size;

  const question = JSON.stringify(search);
  useEffect(() => {
    if (question) setLeft(new Set());
  }, [question]);

  async function apply() {
    if (!data) return;
    setBusy(true);
    try {
      const except = [...left].map((key) => {
        const [id = '', field = ''] = key.split(' ');
        return { id, field };
      });
      const done = await call('record.replace', { ...search, except, expected: data.cells });
      showToast(`已在 ${countText(done.edited)} 条里替换 ${countText(done.cells)} 处`, { undo: done.act });
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
      // The button has nothing left to do and would let the focus go.
      box.current?.focus();
    }
  }

  const cursorField = register.fields.find((field) => field.key === column);
  return (
    <section
      className={styles.replace}
      aria-label="查找和替换"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose();
      }}
    >
      <div className="row">
        <TextInput
          ref={box}
          autoFocus
          w={200}
          aria-label="查找内容"
          placeholder="查找内容"
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
        />
        <TextInput
          w={200}
          aria-label="替换为"
          placeholder="替换为（空着就是删去）"
          value={replacement}
          onChange={(event) => setReplacement(event.currentTarget.value)}
        />
        <Select
          w={150}
          aria-label="在哪些列里"
          searchable
          allowDeselect={false}
          data={[
            { value: SHOWN, label: '列出的各列' },
            { value: EVERY, label: '所有字段' },
            ...(cursorField ? [{ value: cursorField.key, label: `只在“${cursorField.label}”` }] : []),
            ...register.fields
              .filter((field) => field !== cursorField)
              .map((field) => ({ value: field.key, label: field.label })),
          ]}
          value={where}
          onChange={(next) => setWhere(next ?? SHOWN)}
        />
        <Checkbox label="整格相同" checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
        <Button
          variant="filled"
          disabled={!data || chosen <= 0 || busy || !settled || preview.loading}
          onClick={() => void apply()}
        >
          替换 {countText(Math.max(0, chosen))} 处
        </Button>
        <button type="button" className="link small" onClick={onClose}>
          关闭
        </button>
      </div>
      <div className="quiet small" role="status">
        {preview.error ? preview.error.value.message : statusText(find, data, preview.loading || !settled)}
      </div>
      {data && data.matches.length > 0 ? (
        <ReplaceMatches
          register={register}
          matches={data.matches}
          left={left}
          onToggle={(key) =>
            setLeft((before) => {
              const next = new Set(before);
              if (!next.delete(key)) next.add(key);
              return next;
            })
          }
          onShow={onShow}
        />
      ) : null}
    </section>
  );
}

interface Counted {
  readonly cells: number;
  readonly records: number;
  readonly barred: number;
  readonly matches: readonly unknown[];
}

function statusText(find: string, data: Counted | undefined, loading: boolean): string {
  if (find === '') return '在现在列出的记录里查找，替换前先列出每一处。';
  if (!data || loading) return '正在查找……';
  if (data.cells + data.barred === 0) return '没有找到。';
  const barred = data.barred > 0 ? `，另有 ${countText(data.barred)} 处不能替换` : '';
  const listed = data.matches.length < data.cells + data.barred ? `，列出前 ${countText(data.matches.length)} 处` : '';
  return `在 ${countText(data.records)} 条里找到 ${countText(data.cells)} 处${barred}${listed}。不要替换的去掉勾。`;
}
