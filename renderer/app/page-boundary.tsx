import { Component, type ReactNode } from 'react';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Page } from '../parts/page.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** Keeps a page that fails from taking the whole window with it. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <Page title="这一页没有打开">
        <ErrorNotice error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </Page>
    );
  }
}
