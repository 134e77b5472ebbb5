import { Button } from '@mantine/core';
import type { Register } from '../../../shared/registers/register.ts';
import { go } from '../../app/navigation.ts';
import { EmptyState } from '../../parts/notice.tsx';
import { saveTemplate } from '../../parts/save-template.ts';
import styles from './register-view.module.css';

interface RegisterEmptyProps {
  readonly register: Register;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly onNew: () => void;
}

/** No record to list: because there is none, or because none fits the filter. */
export function RegisterEmpty({ register, filtered, onClear, onNew }: RegisterEmptyProps) {
  return (
    <div className={styles.empty}>
      {filtered ? (
        <EmptyState
          sentence={`没有符合这些条件的${register.label}。`}
          action={<Button onClick={onClear}>去掉全部条件</Button>}
        />
      ) : (
        <EmptyState
          sentence={`还没有${register.label}。把各单位报来的表格导入进来，或逐条新增。`}
          action={
            <div className="row">
              <Button variant="filled" onClick={() => go('import', { register: register.id })}>
                导入表格
              </Button>
              <Button onClick={onNew}>新增一{register.measure}</Button>
              <Button onClick={() => void saveTemplate(register)}>下载模板</Button>
            </div>
          }
        />
      )}
    </div>
  );
}
