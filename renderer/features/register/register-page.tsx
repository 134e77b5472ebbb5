import { registerById } from '../../../shared/registers/registers.ts';
import { usePageParams } from '../../app/navigation.ts';
import { EmptyState } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { RegisterView } from './register-view.tsx';

/** The list of any register with its record beside it; `register` in the params says which. */
export function RegisterPage() {
  const params = usePageParams();
  const register = registerById(params.register ?? 'project');
  if (!register) {
    return (
      <Page title="台账">
        <EmptyState sentence="没有这个台账，请从左侧选择。" />
      </Page>
    );
  }
  return <RegisterView key={register.id} register={register} />;
}
