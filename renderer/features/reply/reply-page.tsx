import { Page } from '../../parts/page.tsx';

export function ReplyPage() {
  return <Page title="">{null}</Page>;
}
