import { Page } from '../../parts/page.tsx';

export function IndicatorPage() {
  return <Page title="">{null}</Page>;
}
