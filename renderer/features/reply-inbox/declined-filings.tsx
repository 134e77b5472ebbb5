import { Button } from '@mantine/core';
import { periodLabel } from '../../../shared/period/period.ts';
import { go } from '../../app/navigation.ts';
import { useQuery } from '../../client/use-query.ts';
import { momentText } from '../../parts/amount.ts';
import { Notice } from '../../parts/notice.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';

/** Filings that the office above did not take, with its reason, until something is filed anew. */
export function DeclinedFilings() {
  const { above } = useOfficeWords();
  const { data } = useQuery('reply.declined', {}, ['packages']);
  const packages = data?.packages ?? [];
  if (packages.length === 0) return null;
  return (
    <Notice tone="warning" action={<Button onClick={() => go('filing')}>去报送</Button>}>
      {packages.map((one) => (
        <p key={one.fingerprint}>
          <strong>
            第 {one.sequence} 号包{one.period ? `（${periodLabel(one.period)}）` : ''}
            {above}没有收下：
          </strong>
          {one.reason}{' '}
          <span className="second small">
            {one.officer}　{momentText(one.at)}
          </span>
        </p>
      ))}
      <p>这些内容没有计入汇总。请按上面的理由处理后重新传出。</p>
    </Notice>
  );
}
