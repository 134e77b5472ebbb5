import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '../../client/bridge.ts';
import { showError, showToast } from '../toast.ts';

/** Says that a record of this office is withdrawn, and brings it back. */
export function RestoreLine({ id }: { readonly id: string }) {
  const [busy, setBusy] = useState(false);

  async function restore() {
    setBusy(true);
    try {
      const { act } = await call('record.restore', { ids: [id] });
      showToast('已恢复', { undo: act });
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <span className="second">这条记录已撤回，不再计数，内容只能查看。</span>
      <Button size="compact-sm" loading={busy} onClick={() => void restore()}>
        恢复
      </Button>
    </>
  );
}
