import { useComputedColorScheme } from '@mantine/core';
import guide from '../../../resources/manual/guide.html?raw';
import { Page } from '../../parts/page.tsx';
import styles from './manual.module.css';

/** 使用手册: the guide that ships with the application, in the window's own light. */
export function ManualPage() {
  const scheme = useComputedColorScheme('light');
  const themed = guide.replace('<html lang="zh-CN">', `<html lang="zh-CN" data-theme="${scheme}">`);
  return (
    <Page title="使用手册" state="填报、校验、传出、装入、审核、汇总" fill>
      <iframe className={styles.guide} title="使用手册" sandbox="" srcDoc={themed} />
    </Page>
  );
}
