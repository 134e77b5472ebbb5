import { Panel } from '../../parts/page.tsx';
import styles from './settings.module.css';

const MAY = [
  '读写工作区文件夹里的台账、佐证材料和密钥。',
  '读取由用户选定或拖入的表格、材料和报送包。',
  '把报送包、封面、表格和备份写到由用户选定的地方。',
];

const MAY_NOT = [
  '不连接网络，不上传任何内容，也不检查更新。',
  '不读取没有选定的文件。',
  '不修改导入的原始表格。',
  '不处理涉密信息：涉密内容不得录入本软件。',
];

/** What the program may and may not do. */
export function AboutPanel() {
  return (
    <Panel title="本程序能做什么、不能做什么">
      <ul className={styles.may}>
        {MAY.map((line) => (
          <li key={line}>
            <span className={styles.yes} aria-hidden="true">
              ✓
            </span>
            {line}
          </li>
        ))}
        {MAY_NOT.map((line) => (
          <li key={line}>
            <span className={styles.no} aria-hidden="true">
              ✕
            </span>
            {line}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
