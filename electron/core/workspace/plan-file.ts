import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../../shared/errors.ts';
import { planFaults } from '../../../shared/plan/filter-fields.ts';
import { type Plan, plan } from '../../../shared/plan/plan.ts';

/** Far beyond any plan; a file of this size was chosen by mistake. */
const LARGEST = 4 * 1024 * 1024;

/**
 * A plan from a file of its own, of the same shape as those that ship. Errors: `PLAN_INVALID` with every fault when it is none
 * or names registers, fields or codes that this version does not have; `FILE_MISSING` when it cannot be read.
 */
export function readPlanFile(file: string): Plan {
  const parsed = plan.safeParse(contentOf(file));
  if (!parsed.success) {
    throw invalid(
      parsed.error.issues.map(({ path }) =>
        path.length > 0 ? `“${path.join('.')}”这一处缺少或写法不对` : '内容不是一份计划',
      ),
    );
  }
  const faults = planFaults(parsed.data);
  if (faults.length > 0) throw invalid(faults);
  return parsed.data;
}

function contentOf(file: string): unknown {
  const bytes = bytesOf(file);
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    throw invalid([]);
  }
}

function bytesOf(file: string): Buffer {
  let size: number;
  try {
    size = statSync(file).size;
    if (size <= LARGEST) return readFileSync(file);
  } catch {
    throw new AppError('FILE_MISSING', '读不到所选的计划文件，可能已被移走或介质已拔出。请重新选择。');
  }
  throw invalid([]);
}

function invalid(faults: readonly string[]): AppError {
  return new AppError(
    'PLAN_INVALID',
    '这个文件不是行动计划，或与本机程序的台账对不上，没有采用。请向省厅核对文件，或升级程序。',
    faults.map((message) => ({ code: 'PLAN_INVALID', message })),
  );
}
