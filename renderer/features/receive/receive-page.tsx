import { Page } from '../../parts/page.tsx';

export function ReceivePage() {
  return <Page title="">{null}</Page>;
}
