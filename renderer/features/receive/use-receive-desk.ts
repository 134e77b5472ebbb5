import { useCallback, useState } from 'react';
import type { DeskPackage } from '../../../shared/contract/exchange-calls.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { packagesOnDesk } from './desk-packages.ts';
import { changeCount, packageTitle, senderName } from './package-verdict.ts';

/** The receiving desk and everything that can be done on it; a refusal is shown and changes nothing. */
export function useReceiveDesk() {
  const desk = useQuery('receive.desk', {}, ['packages', 'keys']);
  const [busy, setBusy] = useState<'examine' | 'apply' | 'other' | null>(null);
  const [refusal, setRefusal] = useState<unknown>(undefined);
  /** Keys compared with the cover sheet in this sitting. */
  const [compared, setCompared] = useState<ReadonlySet<string>>(new Set());
  /** Files refused in this sitting: nothing of them is kept on the desk, but the reason must stay readable. */
  const [refused, setRefused] = useState<readonly DeskPackage[]>([]);
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
    async (paths: readonly string[]) => {
      const answer = await act('examine', () => call('receive.examine', { paths: [...paths] }));
      if (answer) {
        const fresh = answer.packages.filter((pack) => pack.outcome === 'refused');
        const files = new Set(answer.packages.map((pack) => pack.file));
        setRefused((now) => [...fresh, ...now.filter((pack) => !files.has(pack.file))]);
      }
      return answer;
    },
    [act],
  );

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

  const refuse = useCallback(
    (pack: DeskPackage) =>
      act('other', async () => {
        if (pack.outcome === 'refused') setRefused((now) => now.filter((one) => one.stage !== pack.stage));
        else await call('receive.discard', { stage: pack.stage });
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

  /** A new key is confirmed with the import; a changed one at once, and its package is looked at again. */
  const confirmKey = useCallback(
    async (pack: DeskPackage) => {
      if (pack.keyState === 'changed') {
        const done = await act('other', () => confirmOffice(pack).then(() => true));
        return done ? examine([pack.file]) : undefined;
      }
      setCompared((now) => new Set(now).add(pack.stage));
      showToast(`已记下指纹核对一致，装入时一并确认${senderName(pack) ?? ''}的密钥。`);
      return undefined;
    },
    [act, examine],
  );

  const packages = packagesOnDesk(desk.data?.packages ?? [], refused);
  return { desk, packages, busy, refusal, compared, examine, take, refuse, undo, confirmKey };
}

async function confirmOffice(pack: DeskPackage): Promise<void> {
  if (pack.from && pack.keyFingerprint) {
    await call('office-key.confirm', { office: pack.from, fingerprint: pack.keyFingerprint });
  }
}

function reportTaken(packages: readonly DeskPackage[]): void {
  const taken = packages.filter((pack) => pack.outcome === 'received' || pack.outcome === 'unchanged');
  const refused = packages.length - taken.length;
  const changes = taken.reduce((sum, pack) => sum + changeCount(pack), 0);
  const sentence = `装入 ${taken.length} 个包，${changes.toLocaleString('zh-CN')} 处变化`;
  showToast(refused > 0 ? `${sentence}；${refused} 个没有装入，原因见各包。` : `${sentence}。`);
}
