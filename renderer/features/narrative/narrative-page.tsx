import { Page } from '../../parts/page.tsx';

export function NarrativePage() {
  return <Page title="">{null}</Page>;
}
