import type { DeskPackage } from '../../shared/contract/receive-calls.ts';
import { OFFICES } from '../../shared/office/offices.ts';
import { packageProblems } from './package-problems.ts';

/** What the command line says of a package on the desk, for programs. */
export function deskDocument(desk: DeskPackage) {
  const { file, from, kind, period, sequence, fingerprint, outcome, classes, withdrawn, duplicates, problems } = desk;
  return {
    file,
    from,
    kind,
    period,
    sequence,
    fingerprint,
    outcome,
    classes,
    withdrawn,
    duplicates,
    parts: desk.parts,
    problems: packageProblems(problems),
  };
}

const OUTCOMES = {
  pending: '可以装入',
  held: '暂存',
  declined: '已拒收',
  received: '已装入',
  unchanged: '以前已装入',
  refused: '未装入',
  undone: '已撤销',
} as const;

/** The same for people. */
export function deskLines(desk: DeskPackage): string[] {
  const from = desk.from ? OFFICES.shortOf(desk.from) : '未知单位';
  const { classes } = desk;
  const counts = `新增 ${classes.new}，相同 ${classes.same}，变更 ${classes.changed}，并行 ${classes.parallel}，冲突 ${classes.conflict}，删改相左 ${classes.deletedButEdited}`;
  const first = `${OUTCOMES[desk.outcome]}  ${from} ${desk.period ?? ''} 第 ${desk.sequence ?? '?'} 号  ${desk.file}`;
  return [
    first,
    ...(desk.outcome === 'refused' || desk.kind === 'withdrawal' ? [] : [`  ${counts}`]),
    ...desk.takesBack.map((one) => `  撤回第 ${one.sequence} 号报送（${one.period}）：${one.reason}`),
    ...desk.problems.map((one) => `  ${one.message}`),
  ];
}
