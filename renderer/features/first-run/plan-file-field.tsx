import { call } from '../../client/bridge.ts';
import { showError } from '../../parts/toast.ts';
import styles from './first-run.module.css';

interface PlanFileFieldProps {
  readonly value: string | null;
  readonly onChange: (path: string | null) => void;
}

/** A plan's own file, for the few who were given one; all others work under the plan that ships or that the province sends. */
export function PlanFileField({ value, onChange }: PlanFileFieldProps) {
  async function pick() {
    try {
      const filters = [{ name: '行动计划', extensions: ['json'] }];
      const { paths } = await call('host.pick-files', { title: '选择行动计划文件', filters });
      if (paths[0]) onChange(paths[0]);
    } catch (error) {
      showError(error);
    }
  }
  const change = (
    <button type="button" className="link" onClick={() => void pick()}>
      {value === null ? '另选计划文件…' : '换一个…'}
    </button>
  );
  if (value === null)
    return (
      <div className={`${styles.plan} quiet small`}>
        <span>行动计划用程序自带的一份；装入省厅的下发包后以下发的为准。</span>
        {change}
      </div>
    );
  return (
    <div className={`${styles.plan} small`}>
      <span className="ellipsis" title={value}>
        行动计划：{value.split(/[\\/]/).at(-1)}
      </span>
      {change}
      <button type="button" className="link" onClick={() => onChange(null)}>
        用自带的
      </button>
    </div>
  );
}
