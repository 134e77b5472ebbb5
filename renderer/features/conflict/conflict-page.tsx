import { Page } from '../../parts/page.tsx';

export function ConflictPage() {
  return <Page title="">{null}</Page>;
}
