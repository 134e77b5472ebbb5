import { Page } from '../../parts/page.tsx';

export function FilingPage() {
  return <Page title="">{null}</Page>;
}
