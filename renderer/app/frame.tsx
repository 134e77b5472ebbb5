import { Suspense, useEffect, useState } from 'react';
import { useQuery } from '../client/use-query.ts';
import { Notice } from '../parts/notice.tsx';
import { useOfficeWords } from '../parts/office-words.ts';
import { CommandPalette } from './command-palette.tsx';
import { FileDrop } from './file-drop.tsx';
import { useFocusKeeper } from './focus-keeper.ts';
import { Footer } from './footer.tsx';
import styles from './frame.module.css';
import { Header } from './header.tsx';
import { leaveWorkspace, useNavigation } from './navigation.ts';
import { PageBoundary } from './page-boundary.tsx';
import { pages } from './pages.ts';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { Rail } from './rail.tsx';
import { useShortcuts } from './shortcuts.ts';
import { useWorkspace } from './workspace.tsx';

/** Header, rail, footer and the page between them. */
export function Frame() {
  const { notice } = useWorkspace();
  const { files } = useOfficeWords();
  const [noticeRead, setNoticeRead] = useState<string | null>(null);
  const page = useNavigation((state) => state.page);
  const counts = useQuery('overview.counts', {}, [
    'records',
    'reviews',
    'comments',
    'narratives',
    'packages',
    'workspace',
  ]);
  const Shown = pages[page];
  useShortcuts(files);
  useFocusKeeper();

  useEffect(() => {
    document.title = '行动计划台账';
    // The next workspace starts at its own home page, whatever page this one was left on.
    return leaveWorkspace;
  }, []);

  return (
    <div className={styles.frame}>
      <Header />
      <Rail counts={counts.data} />
      <main className={styles.main}>
        {notice && notice !== noticeRead ? (
          <div className={styles.notice}>
            <Notice
              action={
                <button type="button" className="link" onClick={() => setNoticeRead(notice)}>
                  知道了
                </button>
              }
            >
              {notice}
            </Notice>
          </div>
        ) : null}
        <div className={styles.page}>
          <PageBoundary key={page}>
            <Suspense fallback={null}>
              <Shown />
            </Suspense>
          </PageBoundary>
        </div>
      </main>
      <Footer counts={counts.data} />
      <CommandPalette />
      <FileDrop />
      <PassphraseDialog />
    </div>
  );
}
