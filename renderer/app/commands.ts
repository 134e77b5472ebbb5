import { REGISTERS } from '../../shared/registers/registers.ts';
import type { OfficeWords } from '../parts/office-words.ts';
import { redoAct, undoAct } from '../parts/toast.ts';
import { go } from './navigation.ts';

export interface AppCommand {
  readonly id: string;
  readonly label: string;
  /** Other words under which people look for it, pinyin initials too. */
  readonly words: string;
  readonly run: () => void;
}

const common: readonly AppCommand[] = [
  { id: 'home', label: '回到首页', words: '首页 sy', run: () => go('home') },
  { id: 'indicator', label: '查看指标', words: '指标 目标 进度 zb', run: () => go('indicator') },
  { id: 'settings', label: '打开设置', words: '设置 密钥 备份 外观 sz', run: () => go('settings') },
  { id: 'manual', label: '使用手册', words: '手册 帮助 说明 sc', run: () => go('manual') },
  { id: 'undo', label: '撤销上一步', words: '撤销 cx', run: () => void undoAct() },
  { id: 'redo', label: '重做', words: '重做 cz', run: () => void redoAct() },
  { id: 'conflict', label: '处理冲突', words: '冲突 ct', run: () => go('conflict') },
];

const city: readonly AppCommand[] = [
  { id: 'similar', label: '查重合并', words: '查重 重复 合并 cc cf hb', run: () => go('similar') },
  { id: 'carry', label: '结转', words: '结转 往年 上年 新年度 jz', run: () => go('carry') },
  { id: 'check', label: '校验', words: '校验 错误 警示 jy', run: () => go('check') },
  { id: 'narrative', label: '填写任务进展', words: '任务进展 零报告 rwjz', run: () => go('narrative') },
  { id: 'filing', label: '传出报送包', words: '报送 传出 bs cc', run: () => go('filing') },
  { id: 'reply-inbox', label: '查看批复与意见', words: '批复 意见 退回 装入 pf yj', run: () => go('reply-inbox') },
];

const receiving: readonly AppCommand[] = [
  { id: 'receive', label: '收件', words: '收件 装入 报送包 sj', run: () => go('receive') },
  { id: 'review', label: '审核', words: '审核 sh', run: () => go('review') },
  { id: 'duplicate', label: '查看跨单位重复', words: '跨市 重复 cf', run: () => go('duplicate') },
  { id: 'reply', label: '写批复包', words: '批复 pf', run: () => go('reply') },
  { id: 'office-keys', label: '单位与密钥', words: '密钥 单位 下发 my', run: () => go('office-keys') },
];

const province: readonly AppCommand[] = [
  { id: 'report', label: '生成报告', words: '报告 季报 bg', run: () => go('report') },
  { id: 'plan', label: '计划与目标', words: '截止日 延期 频次 分市目标 jh mb', run: () => go('plan') },
];

/** What an officer can do from the palette. */
export function commandsOf({ files, receives }: Pick<OfficeWords, 'files' | 'receives'>): readonly AppCommand[] {
  const registers = REGISTERS.map((register) => ({
    id: `open-${register.id}`,
    label: `打开台账：${register.label}`,
    words: register.label,
    run: () => go('register', { register: register.id }),
  }));
  const imports = REGISTERS.map((register) => ({
    id: `import-${register.id}`,
    label: `导入表格到${register.label}`,
    words: `导入 ${register.label}`,
    run: () => go('import', { register: register.id }),
  }));
  const below = receives ? receiving : [];
  return files
    ? [...city, ...below, ...common, ...registers, ...imports]
    : [...below, ...province, ...common, ...registers];
}
