import { Page } from '../../parts/page.tsx';

export function ReportPage() {
  return <Page title="">{null}</Page>;
}
