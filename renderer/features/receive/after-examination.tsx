import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { go } from '../../app/navigation.ts';
import { momentText } from '../../parts/amount.ts';
import type { BoardCity } from '../../parts/board-state.ts';
import { EmptyState } from '../../parts/notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { takenSentence } from './package-verdict.ts';

/** What comes next for a package that is no longer waiting: its differences went into the ledger, or never will. */
export function AfterExamination({ pack }: { readonly pack: DeskPackage }) {
  if (pack.outcome === 'undone') {
    return (
      <Panel>
        <EmptyState sentence="这个包的装入已撤销，台账恢复原样。撤错了可按 Ctrl+Y 重做。" />
      </Panel>
    );
  }
  if (pack.outcome !== 'received') return null;
  return (
    <Panel>
      <EmptyState sentence={takenSentence(pack)} action={nextStep(pack)} />
    </Panel>
  );
}

function nextStep({ kind, from }: DeskPackage): ReactNode {
  if (kind === 'reply') return <Button onClick={() => go('reply-inbox')}>看批复与意见</Button>;
  if (kind !== 'submission' && kind !== 'withdrawal') return null;
  return <Button onClick={() => go('review', from ? { owner: from } : {})}>去审核</Button>;
}

interface NothingChosenProps {
  readonly city: BoardCity | undefined;
  readonly onPick: () => void;
}

/** What to do while no package is shown, for a city that was chosen or for none. */
export function NothingChosen({ city, onPick }: NothingChosenProps) {
  if (city?.receivedAt) {
    return (
      <EmptyState
        sentence={`${city.name}第 ${city.sequence} 号包已于 ${momentText(city.receivedAt)} 装入。`}
        action={<Button onClick={() => go('review', { owner: city.office })}>去审核</Button>}
      />
    );
  }
  const sentence = city
    ? `${city.name}本期还没有包。收到后拖到左边即可验看。`
    : '选左边的一个单位看它报来的变化，或把报送包拖进来。';
  return <EmptyState sentence={sentence} action={<Button onClick={onPick}>打开文件…</Button>} />;
}
