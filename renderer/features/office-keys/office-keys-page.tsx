import { Page } from '../../parts/page.tsx';

export function OfficeKeysPage() {
  return <Page title="">{null}</Page>;
}
