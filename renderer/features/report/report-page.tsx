import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useWorkspace } from '../../app/workspace.tsx';
import { call } from '../../client/bridge.ts';
import { useQuery } from '../../client/use-query.ts';
import { ErrorNotice } from '../../parts/error-notice.tsx';
import { FolderChoice, useFolder } from '../../parts/folder-choice.tsx';
import { EmptyState } from '../../parts/notice.tsx';
import { Page, Panel } from '../../parts/page.tsx';
import { openFile, showInFolder, toFolder } from '../../parts/show-file.ts';
import { showError, showToast } from '../../parts/toast.ts';
import { useCommand } from '../../parts/use-command.ts';
import { fileIn } from './file-in.ts';
import styles from './report.module.css';

/** 报告: the period's report as it will be printed, and the files that carry it. */
export function ReportPage() {
  const { period: present, periods } = useWorkspace();
  const [period, setPeriod] = useState(present);
  const place = useFolder('报告写到哪个文件夹');
  const [files, setFiles] = useState<readonly string[]>([]);
  const [printing, setPrinting] = useState(false);
  const preview = useQuery('report.preview', { period }, ['records', 'reviews', 'narratives', 'packages']);
  const write = useCommand('report.write');

  async function writeDocuments(formats: ('xlsx' | 'docx')[]) {
    const into = await place.need();
    if (!into) return;
    const answer = await write.run({ period, folder: into, formats });
    if (answer) done(answer.files);
  }

  async function writePdf() {
    const into = preview.data && (await place.need());
    if (!into || !preview.data) return;
    setPrinting(true);
    try {
      const { path } = await call('host.print-pdf', {
        html: preview.data.html,
        path: fileIn(into, `行动计划进展报告-${period}.pdf`),
      });
      done([path]);
    } catch (error) {
      showError(error);
    } finally {
      setPrinting(false);
    }
  }

  function done(written: readonly string[]) {
    setFiles((before) => [...written, ...before.filter((file) => !written.includes(file))]);
    const first = written[0];
    showToast(`已写好 ${written.length} 个文件。`, {
      action: first ? toFolder(first) : undefined,
    });
  }

  const idle = !write.busy && !printing;
  return (
    <Page
      title="报告"
      state={`${periods.find((one) => one.id === period)?.label ?? period}，数字与「指标」一致`}
      fill
      filters={
        <>
          <Select
            aria-label="报告期"
            w={170}
            allowDeselect={false}
            data={periods.map((one) => ({ value: one.id, label: one.label }))}
            value={period}
            onChange={(value) => value && setPeriod(value)}
          />
          <FolderChoice place={place} />
        </>
      }
      actions={
        <>
          <Button disabled={!idle || !preview.data} loading={printing} onClick={writePdf}>
            存为 PDF
          </Button>
          <Button disabled={!idle} onClick={() => writeDocuments(['xlsx'])}>
            只写表格
          </Button>
          <Button
            variant="filled"
            disabled={!idle}
            loading={write.busy}
            onClick={() => writeDocuments(['docx', 'xlsx'])}
          >
            写文稿和表格
          </Button>
        </>
      }
    >
      <div className={styles.desk}>
        {write.error ? <ErrorNotice error={write.error} /> : null}
        {files.length > 0 ? (
          <Panel title={`写好的文件 ${files.length} 个`} className={styles.files}>
            <ul>
              {files.map((file) => (
                <li key={file} className={styles.file}>
                  <span className="grow ellipsis" title={file}>
                    {file}
                  </span>
                  <Button size="compact-sm" onClick={() => openFile(file)}>
                    打开
                  </Button>
                  <Button size="compact-sm" onClick={() => showInFolder(file)}>
                    打开所在文件夹
                  </Button>
                </li>
              ))}
            </ul>
          </Panel>
        ) : null}
        {preview.error ? (
          <ErrorNotice error={preview.error} onRetry={preview.refresh} />
        ) : preview.data ? (
          <iframe className={styles.preview} title="报告预览" sandbox="" srcDoc={preview.data.html} />
        ) : (
          <Panel>
            <EmptyState sentence="正在汇总本期数字…" />
          </Panel>
        )}
      </div>
    </Page>
  );
}
