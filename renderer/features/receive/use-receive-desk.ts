import { useCallback, useState } from 'react';
import type { DeskPackage } from '../../../shared/contract/receive-calls.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { showError, showToast } from '../../parts/toast.ts';
import type { Decision } from './decision-line.tsx';
import { packagesOnDesk } from './desk-packages.ts';
import { changeCount, packageTitle, senderName } from './package-verdict.ts';

/** The receiving desk and everything that can be done on it; a refusal is shown and changes nothing. */
export function useReceiveDesk() {
  const desk = useQuery('receive.desk', {}, ['packages', 'keys']);
  const sitting = useQuery('receive.sitting', {}, ['packages']);
  const [busy, setBusy] = useState<'examine' | 'apply' | 'other' | null>(null);
  const [refusal, setRefusal] = useState<unknown>(undefined);
  /** Keys compared with the cover sheet in this sitting. */
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
  const { refresh: refreshDesk } = desk;
  const { refresh: refreshSitting } = sitting;
  const refresh = useCallback(() => {
    refreshDesk();
    refreshSitting();
  }, [refreshDesk, refreshSitting]);

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
    (paths: readonly string[]) =>
      act('examine', () => call('receive.examine', { paths: [...paths] })).then(tellStopped),
    [act],
  );
  const goOn = useCallback(() => act('examine', () => call('receive.go-on', {})).then(tellStopped), [act]);

  const take = useCallback(
    async (packages: readonly DeskPackage[]) => {
      const stages = packages.map((pack) => pack.stage);
      const confirmKeys = packages.length === 1 && packages.some((pack) => compared.has(pack.stage));
      const answer = await act('apply', async () => {
        const taken = await call('receive.apply', { stages, confirmKeys });
        // A key seen before but never confirmed is left as it was by taking the package.
        for (const pack of confirmKeys ? packages : []) await confirmOffice(pack);
        return taken;
      });
      if (answer) reportTaken(answer.packages);
      return answer;
    },
    [act, compared],
  );

  const decide = useCallback(
    (pack: DeskPackage, decision: Decision | null, note: string) =>
      act('other', async () => {
        await call('receive.decide', { stage: pack.stage, decision, note });
        const title = packageTitle(pack);
        if (decision === 'declined') showToast(`${title}已拒收，台账没有改动，以后仍可装入。`);
        else if (decision === 'held') showToast(`${title}已暂存，“全部装入”不含它。`);
      }),
    [act],
  );

  const remove = useCallback(
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
        if (pack.kind === 'baseline') {
          showToast('已撤销装入：行动计划、目标、校验规则和单位密钥恢复到装入以前。');
          return;
        }
        const kept = undone.kept > 0 ? `，其中 ${undone.kept} 处后来又改过，保留现值` : '';
        showToast(`已撤销装入：${undone.records} 条记录恢复原样${kept}。`);
      }),
    [act],
  );

  /** A new key is confirmed with the import; a changed one at once, and its package waits as it was examined. */
  const confirmKey = useCallback(
    async (pack: DeskPackage) => {
      if (pack.keyState === 'changed' || pack.keyState === 'succeeded') {
        await act('other', () => confirmOffice(pack));
        showToast(`已确认${senderName(pack) ?? ''}更换的密钥，可以装入。`);
        return;
      }
      setCompared((now) => new Set(now).add(pack.stage));
      showToast(`已记下指纹核对一致，装入时一并确认${senderName(pack) ?? ''}的密钥。`);
    },
    [act],
  );

  const packages = packagesOnDesk(desk.data?.packages ?? [], sitting.data?.files ?? []);
  return {
    desk,
    sitting: sitting.data,
    packages,
    busy,
    refusal,
    compared,
    examine,
    goOn,
    take,
    decide,
    remove,
    undo,
    confirmKey,
  };
}

/** Says what a cancelled examination left. */
function tellStopped<T extends { readonly stopped: boolean; readonly packages: readonly DeskPackage[] }>(
  answer: T | undefined,
) {
  if (answer?.stopped) showToast(`已停下，查验了 ${answer.packages.length} 个，其余在收件清单里，可以继续查验。`);
  return answer;
}

async function confirmOffice(pack: DeskPackage): Promise<void> {
  if (pack.from && pack.keyFingerprint) {
    await call('office-key.confirm', { office: pack.from, fingerprint: pack.keyFingerprint });
  }
}

function reportTaken(packages: readonly DeskPackage[]): void {
  const taken = packages.filter((pack) => pack.outcome === 'received' || pack.outcome === 'unchanged');
  const refused = packages.length - taken.length;
  const left = taken.reduce((sum, pack) => sum + pack.leftOut, 0);
  const changes = taken.reduce((sum, pack) => sum + changeCount(pack), 0);
  const notTaken = left > 0 ? `，另有 ${left.toLocaleString('zh-CN')} 条不采纳，已退回` : '';
  const sentence = `装入 ${taken.length} 个包，${(changes - left).toLocaleString('zh-CN')} 条变化${notTaken}`;
  showToast(refused > 0 ? `${sentence}；${refused} 个没有装入，原因见各包。` : `${sentence}。`);
}
