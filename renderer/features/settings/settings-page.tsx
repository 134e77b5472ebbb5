import { useEffect, useRef } from 'react';
import { usePageParams } from '../../app/navigation.ts';
import { useWorkspace } from '../../app/workspace.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { PackageIntake } from '../../parts/package-intake.tsx';
import { Page } from '../../parts/page.tsx';
import { AboutPanel } from './about-panel.tsx';
import { AppearancePanel } from './appearance-panel.tsx';
import { BackupPanel } from './backup-panel.tsx';
import { DoctorPanel } from './doctor-panel.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { MachinesPanel } from './machines-panel.tsx';
import { OfficePanel } from './office-panel.tsx';
import { SecondLookPanel } from './second-look-panel.tsx';
import styles from './settings.module.css';
import { SubordinatesPanel } from './subordinates-panel.tsx';

/** Office and officer, keys, backup, health, appearance, and what the program may and may not do. */
export function SettingsPage() {
  const { office, path } = useWorkspace();
  const { files, receives, above } = useOfficeWords();
  const { section, paths } = usePageParams();
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (section) page.current?.querySelector(`[data-settings="${section}"]`)?.scrollIntoView({ block: 'center' });
  }, [section]);

  return (
    <Page title="设置" state={path}>
      <div ref={page} className={styles.columns}>
        <div className="stack">
          <OfficePanel />
          {files ? (
            <div data-settings="baseline">
              <PackageIntake label={`装入${above}的下发文件`} {...(paths ? { paths: paths.split('\n') } : {})} />
            </div>
          ) : null}
          <div data-settings="keys">
            <IdentityPanel />
          </div>
          {office.kind === 'county' ? null : (
            <div data-settings="subordinates">
              <SubordinatesPanel />
            </div>
          )}
          {receives ? <SecondLookPanel /> : null}
        </div>
        <div className="stack">
          <div data-settings="backup">
            <BackupPanel />
          </div>
          <div data-settings="machines">
            <MachinesPanel />
          </div>
          <DoctorPanel />
          <AppearancePanel />
          <div data-settings="about">
            <AboutPanel />
          </div>
        </div>
      </div>
    </Page>
  );
}
