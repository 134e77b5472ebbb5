import { periodLabel, periodShort } from '../../shared/period/period.ts';
import { isBackupOld } from '../../shared/values/backup-age.ts';
import { momentText } from '../parts/amount.ts';
import { useOfficeWords } from '../parts/office-words.ts';
import styles from './frame.module.css';
import type { Counts } from './rail-entries.ts';
import { WorkProgress } from './work-progress.tsx';
import { useWorkspace } from './workspace.tsx';

function CityStanding({ counts }: { readonly counts: Counts }) {
  const filing = counts.lastFiling;
  return (
    <>
      <span>{counts.unfiled > 0 ? `未报送改动 ${counts.unfiled.toLocaleString('zh-CN')} 项` : '没有未报送的改动'}</span>
      {filing ? (
        <span>
          最近报送：{periodLabel(filing.period)} {momentText(filing.at).slice(5, 10)}
          {filing.answered ? '，已批复' : '，待批复'}
        </span>
      ) : (
        <span>还没有报送过</span>
      )}
    </>
  );
}

function ProvinceStanding({ counts }: { readonly counts: Counts }) {
  const { period } = useWorkspace();
  return (
    <>
      <span>
        {periodShort(period)}：已收 {counts.citiesReceived} / {counts.citiesDue}
      </span>
      <span>待审 {counts.toReview.toLocaleString('zh-CN')} 条</span>
    </>
  );
}

/** What is not yet filed, the last filing, running work, the classification notice, the last backup. */
export function Footer({ counts }: { readonly counts: Counts | undefined }) {
  const { backedUpAt, today } = useWorkspace();
  const { files } = useOfficeWords();
  const kept = backedUpAt && !isBackupOld(momentText(backedUpAt).slice(0, 10), today);
  return (
    <footer className={styles.footer}>
      {counts ? files ? <CityStanding counts={counts} /> : <ProvinceStanding counts={counts} /> : null}
      <WorkProgress />
      <div className={styles.farRight}>
        <span className="quiet">本机不得处理涉密信息</span>
        <span>{backedUpAt ? `上次备份 ${momentText(backedUpAt)}${kept ? ' ✓' : '，已久'}` : '还没有备份'}</span>
      </div>
    </footer>
  );
}
