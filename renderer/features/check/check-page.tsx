import { Page } from '../../parts/page.tsx';

export function CheckPage() {
  return <Page title="">{null}</Page>;
}
