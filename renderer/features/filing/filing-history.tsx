import { Button } from '@mantine/core';
import type { FiledPackage } from '../../../shared/contract/exchange-calls.ts';
import { formatFingerprint } from '../../../shared/exchange/fingerprint.ts';
import { periodLabel } from '../../../shared/period/period.ts';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { countText, momentText } from '../../parts/amount.ts';
import { Badge } from '../../parts/badge.tsx';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { Panel } from '../../parts/page.tsx';
import { showError, showToast } from '../../parts/toast.ts';
import styles from './filing.module.css';
import { printCover } from './print-cover.ts';

interface FilingHistoryProps {
  readonly folder: string;
  readonly chooseFolder: () => Promise<string | null>;
}

/** The filings so far, newest first; each can be written again with the same content and fingerprint. */
export function FilingHistory({ folder, chooseFolder }: FilingHistoryProps) {
  const history = useQuery('filing.history', {}, ['packages']);
  const packages = (history.data?.packages ?? []).toSorted((one, other) => other.sequence - one.sequence);

  async function repeat(filed: FiledPackage) {
    try {
      const into = folder || (await chooseFolder());
      if (!into) return;
      const written = await call('filing.repeat', {
        sequence: filed.sequence,
        folder: into,
        ...(filed.to ? { to: filed.to } : {}),
      });
      await printCover(written);
      showToast(`第 ${filed.sequence} 号包已重新写出，指纹与原来相同`, {
        action: { label: '打开所在文件夹', run: () => void call('host.show-in-folder', { path: written.file }) },
      });
    } catch (error) {
      showError(error);
    }
  }

  return (
    <Panel title="历次报送">
      {history.error ? <ErrorNotice error={history.error} onRetry={history.refresh} /> : null}
      {history.data && packages.length === 0 ? <p className="quiet">还没有报送过。</p> : null}
      {packages.length > 0 ? (
        <table className={styles.registers}>
          <thead>
            <tr>
              <th scope="col">包号</th>
              <th scope="col">报告期</th>
              <th scope="col">传出时间</th>
              <th scope="col">经办人</th>
              <th scope="col" className="numeric">
                记录
              </th>
              <th scope="col">指纹</th>
              <th scope="col">批复</th>
              <th scope="col">
                <span className="visually-hidden">操作</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {packages.map((filed) => (
              <tr key={`${filed.sequence}${filed.to}`}>
                <td>第 {filed.sequence} 号</td>
                <td>{filed.period ? periodLabel(filed.period) : '—'}</td>
                <td>{momentText(filed.at)}</td>
                <td>{filed.officer}</td>
                <td className="numeric">
                  {countText(Object.values(filed.counts).reduce((sum, count) => sum + count, 0))}
                </td>
                <td className="mono small" title={formatFingerprint(filed.fingerprint)}>
                  {formatFingerprint(filed.fingerprint).slice(0, 19)} …
                </td>
                <td>
                  {filed.answered ? (
                    <Badge tone="green" sign="✓">
                      已批复
                    </Badge>
                  ) : (
                    <Badge tone="grey">待批复</Badge>
                  )}
                </td>
                <td className="numeric">
                  <Button size="compact-xs" onClick={() => void repeat(filed)}>
                    重新写出
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Panel>
  );
}
