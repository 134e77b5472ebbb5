import { Page } from '../../parts/page.tsx';

export function ReplyInboxPage() {
  return <Page title="">{null}</Page>;
}
