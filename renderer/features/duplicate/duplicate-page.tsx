import { Page } from '../../parts/page.tsx';

export function DuplicatePage() {
  return <Page title="">{null}</Page>;
}
