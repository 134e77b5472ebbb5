import { Button } from '@mantine/core';
import type { Verdict } from './use-verdict.ts';

interface VerdictButtonsProps {
  readonly verdict: Verdict;
  /** Another officer's opinion waits to be confirmed. */
  readonly second: boolean;
  /** Verdicts are first opinions here. */
  readonly first: boolean;
  readonly disabled: boolean;
}

/** The verdict at the head of the record: two buttons, which are A and R. */
export function VerdictButtons({ verdict, second, first, disabled }: VerdictButtonsProps) {
  const word = first ? '初审' : '';
  return (
    <>
      <Button disabled={verdict.busy || disabled} onClick={second ? verdict.askBack : verdict.askReturn}>
        {second ? '退回初审 R' : `${word}退回 R`}
      </Button>
      <Button
        variant="filled"
        loading={verdict.busy}
        disabled={disabled}
        onClick={() => verdict.take(second ? 'confirm' : 'accept')}
      >
        {second ? '复审同意 A' : `${word}通过 A`}
      </Button>
    </>
  );
}
