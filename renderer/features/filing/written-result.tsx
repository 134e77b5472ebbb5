import { Button } from '@mantine/core';
import type { WrittenPackage } from '../../../shared/contract/exchange-calls.ts';
import { registerById } from '../../../shared/registers/registers.ts';
import { byteSize } from '../../parts/amount.ts';
import { Fingerprint } from '../../parts/fingerprint.tsx';
import { useOfficeWords } from '../../parts/office-words.ts';
import { Panel } from '../../parts/page.tsx';
import { openFile, showInFolder } from '../../parts/show-file.ts';
import { CopyCheck } from './copy-check.tsx';
import styles from './filing.module.css';
import { coverPath } from './print-cover.ts';

/** The package that was written: where, how large, its fingerprint, and the cover sheet to print and stamp. */
export function WrittenResult({ written }: { readonly written: WrittenPackage }) {
  const { above } = useOfficeWords();
  return (
    <div className={styles.result}>
      <Panel title="✓ 已写出并读回核对无误" aside={byteSize(written.bytes)}>
        <div className="stack">
          {written.parts.length > 1 ? (
            <p>
              分成 <strong>{written.parts.length} 部分</strong>，缺一不可，先后不限，可以分几次交。
            </p>
          ) : null}
          {written.parts.map((part, index) => (
            <div key={part.fingerprint}>
              <div className={styles.path}>{part.file}</div>
              <div className="second small">
                {written.parts.length > 1 ? `第 ${index + 1} 部分，${byteSize(part.bytes)}；` : ''}指纹，与封面上的一致
              </div>
              <Fingerprint of={part.fingerprint} />
            </div>
          ))}
          <ul className={styles.counts}>
            {Object.entries(written.counts).map(([register, count]) => (
              <li key={register}>
                {registerById(register)?.label ?? register} <strong>{count}</strong>
              </li>
            ))}
          </ul>
          {written.problems.map((problem) => (
            <p key={problem.message} className={styles.warn}>
              {problem.message}
            </p>
          ))}
          <ol className={styles.next}>
            <li>1. 打印封面，盖章。</li>
            <li>2. 把报送包拷到 U 盘，核对盘上的包完好，连同封面交给{above}。</li>
            <li>3. 收到批复包后拖进窗口，退回的记录和意见会放到对应字段。</li>
          </ol>
          <CopyCheck files={written.parts.map((part) => part.file)} />
          <div className="row">
            <Button variant="filled" onClick={() => openFile(coverPath(written))}>
              打开封面
            </Button>
            <Button onClick={() => showInFolder(written.file)}>打开所在文件夹</Button>
          </div>
        </div>
      </Panel>
      <div className={styles.cover}>
        <iframe title="封面预览" sandbox="" srcDoc={written.coverHtml} tabIndex={-1} />
      </div>
    </div>
  );
}
