import { useCallback, useState } from 'react';
import type { DeskPackage } from '../../../shared/contract/exchange-calls.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { changeCount, packageTitle, senderName } from './package-verdict.ts';

/** The receiving desk and everything that can be done on it; a refusal is shown and changes nothing. */
export function useReceiveDesk() {
  const desk = useQuery('receive.desk', {}, ['packages', 'keys']);
  const [busy, setBusy] = useState<'examine' | 'apply' | 'other' | null>(null);
  const [refusal, setRefusal] = useState<unknown>(undefined);
  /** Keys compared with the cover sheet in this sitting. */
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
  const { refresh } = desk;

  const act = useCallback(
    async <T>(kind: 'examine' | 'apply' | 'other', work: () => Promise<T>): Promise<T | undefined> => {
      setBusy(kind);
      setRefusal(undefined);
      try {
        return await work();
      } catch (error) {
        if (kind === 'other') showError(error);
        else setRefusal(error);
        return undefined;
      } finally {
        setBusy(null);
        refresh();
      }
    },
    [refresh],
  );

  const examine = useCallback(
    (paths: readonly string[]) => act('examine', () => call('receive.examine', { paths: [...paths] })),
    [act],
  );

  const take = useCallback(
    async (packages: readonly DeskPackage[]) => {
      const stages = packages.map((pack) => pack.stage);
      const confirmKeys = packages.length === 1 && packages.some((pack) => compared.has(pack.stage));
      const answer = await act('apply', () => call('receive.apply', { stages, confirmKeys }));
      if (answer) reportTaken(answer.packages);
      return answer;
    },
    [act, compared],
  );

  const refuse = useCallback(
    (pack: DeskPackage) =>
      act('other', async () => {
        await call('receive.discard', { stage: pack.stage });
        showToast(`${packageTitle(pack)}已移走，台账没有改动，原文件还在。`, {
          action: { label: '重新打开', run: () => void examine([pack.file]) },
        });
      }),
    [act, examine],
  );

  const undo = useCallback(
    (pack: DeskPackage) =>
      act('other', async () => {
        const undone = await call('receive.undo', { fingerprint: pack.fingerprint ?? '' });
        const kept = undone.kept > 0 ? `，其中 ${undone.kept} 处后来又改过，保留现值` : '';
        showToast(`已撤销装入：${undone.records} 条记录恢复原样${kept}。`);
      }),
    [act],
  );

  const confirmKey = useCallback((pack: DeskPackage) => {
    setCompared((now) => new Set(now).add(pack.stage));
    showToast(`已记下指纹核对一致，装入时一并确认${senderName(pack) ?? ''}的密钥。`);
  }, []);

  return { desk, busy, refusal, compared, examine, take, refuse, undo, confirmKey };
}

function reportTaken(packages: readonly DeskPackage[]): void {
  const taken = packages.filter((pack) => pack.outcome === 'received' || pack.outcome === 'unchanged');
  const refused = packages.length - taken.length;
  const changes = taken.reduce((sum, pack) => sum + changeCount(pack), 0);
  const sentence = `装入 ${taken.length} 个包，${changes.toLocaleString('zh-CN')} 处变化`;
  showToast(refused > 0 ? `${sentence}；${refused} 个没有装入，原因见各包。` : `${sentence}。`);
}
