import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { Register } from '../../../shared/registers/register.ts';
import type { List } from './list-store.ts';

/** Long enough that a word is whole, short enough that the list seems to follow the fingers. */
const PAUSE = 180;

interface SearchBoxProps {
  readonly register: Register;
  readonly list: List;
  /** The keys go back to the list: what was found is walked at once. */
  readonly onLeave: () => void;
}

/** Finds as one types, by any characters or by pinyin initials; never inside a composition, whose letters are not yet words. */
export function SearchBox({ register, list, onLeave }: SearchBoxProps) {
  const { filterNow, change } = list;
  const [text, setText] = useState(list.filter.search ?? '');
  const composing = useRef(false);
  const sent = useRef(list.filter.search ?? '');
  const search = useDebouncedCallback((words: string) => {
    const { search: _, ...rest } = filterNow();
    sent.current = words.trim();
    change({ filter: sent.current ? { ...rest, search: sent.current } : rest });
  }, PAUSE);

  // Another hand (a saved view, 全部去掉) changed what is searched for.
  const asked = list.filter.search ?? '';
  useEffect(() => {
    if (asked === sent.current) return;
    sent.current = asked;
    setText(asked);
  }, [asked]);

  return (
    <TextInput
      type="search"
      w={220}
      placeholder={`在${register.label}中查找`}
      aria-label={`在${register.label}中查找`}
      title="可以输入一个或几个字，也可以输入拼音首字母"
      value={text}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter' || event.key === 'ArrowDown') {
          search.flush();
          onLeave();
        } else if (event.key === 'Escape' && text !== '') {
          setText('');
          search('');
          search.flush();
        } else if (event.key === 'Escape') onLeave();
        else return;
        event.preventDefault();
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        search(event.currentTarget.value);
      }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        if (!composing.current) search(event.currentTarget.value);
      }}
    />
  );
}
