import type { CallOutput } from '../../../shared/contract/contract.ts';
import { Page } from '../../parts/page.tsx';

interface FirstRunPageProps {
  readonly state: CallOutput<'workspace.state'>;
  readonly onOpened: () => void;
}

/** The first page: choose the office, or open what exists. */
export function FirstRunPage({ state }: FirstRunPageProps) {
  return <Page title="开始使用">{state.suggestedFolder}</Page>;
}
