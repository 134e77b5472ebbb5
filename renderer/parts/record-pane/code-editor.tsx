import { type ComboboxItem, MultiSelect, type OptionsFilter, Select } from '@mantine/core';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { codeLabel } from '../../../shared/codes/code-tables.ts';
import type { RecordView } from '../../../shared/contract/shapes.ts';
import type { Field } from '../../../shared/registers/register.ts';
import { type Choice, fieldChoices, rankedChoices, soleChoice } from '../code-choices.ts';
import styles from './field.module.css';
import type { FieldEditorProps } from './field-editor.tsx';

interface CodeOptions {
  readonly data: ComboboxItem[];
  /** Narrows the options by name, code, other spelling or pinyin initials. */
  readonly filter: OptionsFilter;
  /** The choice that a typed text means best; undefined where it means none. */
  readonly best: (typed: string, without: readonly string[]) => Choice | undefined;
  /** The one choice that a text left without picking means, else the sentence that says why none was taken. */
  readonly sole: (typed: string) => Choice | string;
}

/** The choices of a code field for a record: counties of its own city, products of its class. */
function useCodeOptions(
  field: Field,
  record: Pick<RecordView, 'owner' | 'values'>,
  held: readonly string[],
): CodeOptions {
  const within = field.within;
  const parent = within === 'owner' ? record.owner : within ? record.values[within] : undefined;
  const parentCode = typeof parent === 'string' ? parent : undefined;
  const heldKey = held.join(' ');
  return useMemo(() => {
    const table = field.codeTable;
    const items = fieldChoices(field, parentCode);
    const known = new Map<string, Choice>(items.map((item) => [item.code, item]));
    const strangers = table ? heldKey.split(' ').filter((code) => code !== '' && !known.has(code)) : [];
    return {
      data: [
        ...items.map((item) => ({ value: item.code, label: item.label })),
        ...strangers.map((code) => ({ value: code, label: table ? codeLabel(table, code) : code })),
      ],
      filter: ({ options, search }) => {
        const offered = options.flatMap((option) => ('value' in option ? [option] : []));
        const place = new Map(offered.map((option) => [option.value, option]));
        const choices = offered.map((option) => known.get(option.value) ?? { code: option.value, label: option.label });
        return rankedChoices(choices, search).flatMap((choice) => place.get(choice.code) ?? []);
      },
      best: (typed, without) =>
        rankedChoices(
          items.filter((item) => !without.includes(item.code)),
          typed,
        )[0],
      sole: (typed) => soleChoice(items, typed),
    };
  }, [field, parentCode, heldKey]);
}

/** Whether Enter is pressed on what was typed, with no option walked to: then the best fitting one is meant. */
function takesTyped(event: KeyboardEvent<HTMLInputElement>): boolean {
  if (event.nativeEvent.isComposing || event.keyCode === 229 || event.key !== 'Enter') return false;
  return !event.currentTarget.getAttribute('aria-activedescendant');
}

/** One key of a code table, found by its name, its code, another spelling or pinyin initials. */
export function CodeEditor(props: FieldEditorProps) {
  const { field, value, record, readOnly, onSave, onRefused } = props;
  const held = typeof value === 'string' ? value : null;
  const heldLabel = held && field.codeTable ? codeLabel(field.codeTable, held) : '';
  const { data, filter, best, sole } = useCodeOptions(field, record, held ? [held] : []);
  const [opened, setOpened] = useState(false);
  const [search, setSearch] = useState(heldLabel);

  function take(code: string | null) {
    if (code !== held) return void onSave(code).then(onRefused);
    setSearch(heldLabel);
    onRefused(null);
  }

  /** What was typed is taken or questioned, never dropped without a word. */
  function leave(text: string) {
    const typed = text.trim();
    if (readOnly || typed === heldLabel) return;
    const choice = typed === '' ? null : sole(typed);
    if (typeof choice !== 'string') return take(choice?.code ?? null);
    setSearch(text);
    onRefused(choice);
  }

  return (
    <Select
      aria-label={props.label}
      aria-describedby={props.describedBy}
      title={field.help}
      placeholder={props.placeholder}
      data={data}
      filter={filter}
      value={held}
      readOnly={readOnly}
      clearable={!readOnly && !props.bare}
      clearSectionMode="clear"
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      allowDeselect={false}
      dropdownOpened={opened}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      nothingFoundMessage="没有这一项"
      maxDropdownHeight={260}
      comboboxProps={props.bare ? { width: 'max-content', position: 'bottom-start' } : {}}
      classNames={{ input: `${styles.input} ${styles.withMark}` }}
      wrapperProps={{ 'data-invalid': props.invalid }}
      onKeyDown={(event) => {
        const typed = event.currentTarget.value.trim();
        if (!opened || typed === heldLabel || !takesTyped(event)) return;
        const choice = typed === '' ? null : best(typed, []);
        if (choice === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        setOpened(false);
        take(choice?.code ?? null);
      }}
      onOptionSubmit={(code) => {
        if (code === held) take(code);
      }}
      onBlur={(event) => leave(event.currentTarget.value)}
      onChange={take}
    />
  );
}

/** Several keys of a code table in the order they were taken; the first counts as the main one. */
export function CodesEditor(props: FieldEditorProps) {
  const { field, value, record, readOnly, onSave, onRefused } = props;
  const held = Array.isArray(value) ? value : [];
  const { data, filter, best, sole } = useCodeOptions(field, record, held);
  const [search, setSearch] = useState('');
  const take = (codes: readonly string[]) => void onSave(codes.length > 0 ? [...codes] : null).then(onRefused);

  function leave(text: string) {
    const typed = text.trim();
    if (readOnly || typed === '') return;
    const choice = sole(typed);
    if (typeof choice === 'string') {
      // The box empties itself after this event.
      queueMicrotask(() => setSearch(text));
      onRefused(choice);
    } else if (held.includes(choice.code)) onRefused(null);
    else take([...held, choice.code]);
  }

  return (
    <MultiSelect
      aria-label={props.label}
      aria-describedby={props.describedBy}
      title={field.help}
      placeholder={props.placeholder}
      data={data}
      filter={filter}
      value={held}
      readOnly={readOnly}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      hidePickedOptions
      nothingFoundMessage="没有这一项"
      maxDropdownHeight={260}
      classNames={{ input: styles.pills }}
      wrapperProps={{ 'data-invalid': props.invalid }}
      onKeyDown={(event) => {
        const choice = search.trim() !== '' && takesTyped(event) ? best(search, held) : undefined;
        if (!choice) return;
        event.preventDefault();
        event.stopPropagation();
        setSearch('');
        take([...held, choice.code]);
      }}
      onBlur={(event) => leave(event.currentTarget.value)}
      onChange={take}
    />
  );
}
