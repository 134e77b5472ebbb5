import { useEffect, useRef, useState } from 'react';
import type { CallOutput } from '../../../shared/contract/contract.ts';
import { call } from '../../client/bridge.ts';

type Marks = CallOutput<'record.marks'>['marks'];

/** Scrolling past asks for nothing. */
const PAUSE = 120;
const NOTHING: Marks = {};

/** The marks of the cells in sight, asked for when the list comes to rest; `version` changes with the records. */
export function useCellMarks(ids: readonly string[], version: number): Marks {
  const [marks, setMarks] = useState<Marks>(NOTHING);
  const turn = useRef(0);
  const key = ids.join(' ');
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    if (key === '') return;
    const timer = setTimeout(() => {
      call('record.marks', { ids: key.split(' ') }).then(
        (found) => {
          if (turn.current === mine) setMarks(found.marks);
        },
        () => undefined,
      );
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [key, version]);
  return marks;
}
