import { Page } from '../../parts/page.tsx';

export function RegisterPage() {
  return <Page title="">{null}</Page>;
}
