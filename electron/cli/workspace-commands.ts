import { createApplication } from '../core/application.ts';
import { makeDemo } from '../core/demo/make-demo.ts';
import { type Command, need, needWords, optional, several, WrongUsage, whole } from './command.ts';

const DEFAULT_OFFICER = '经办人';

const init: Command = {
  name: 'init',
  usage: '--office CODE [--name NAME] [--plan ID | --plan-file FILE] [--officer NAME]',
  summary: '在文件夹里为一个单位新建台账。',
  options: {
    office: { type: 'string' },
    name: { type: 'string' },
    plan: { type: 'string' },
    'plan-file': { type: 'string' },
  },
  workspace: 'folder',
  async run(context) {
    const plan = optional(context, 'plan');
    const planFile = optional(context, 'plan-file');
    const officeName = optional(context, 'name');
    const opened = await context.call('workspace.create', {
      path: context.workspace,
      office: need(context, 'office'),
      officer: optional(context, 'officer') ?? DEFAULT_OFFICER,
      ...(officeName ? { officeName } : {}),
      ...(plan ? { plan } : {}),
      ...(planFile ? { planFile: context.path(planFile) } : {}),
    });
    return {
      document: {
        workspace: opened.path,
        office: opened.office.code,
        name: opened.office.name,
        plan: opened.plan.id,
        period: opened.period,
      },
      lines: [`已为${opened.office.name}新建台账：${opened.path}`],
    };
  },
};

const backup: Command = {
  name: 'backup',
  usage: '--out FILE',
  summary: '把台账完整备份成一个文件。',
  options: { out: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const written = await context.call('workspace.backup', { path: context.path(need(context, 'out')) });
    return { document: { file: written.path, bytes: written.bytes }, lines: [`已备份到 ${written.path}`] };
  },
};

const restore: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: '把备份或设有口令的全量包恢复到一个新文件夹，作为一份独立的副本继续使用。',
  options: {},
  workspace: 'folder',
  async run(context) {
    const [file] = needWords(context, 1, '备份文件');
    const from = context.path(file!);
    const opened = from.toLowerCase().endsWith('.tzb')
      ? await context.call('workspace.restore-full', {
          file: from,
          path: context.workspace,
          passphrase: context.passphrase ?? '',
        })
      : await context.call('workspace.restore', { backup: from, path: context.workspace });
    return {
      document: { workspace: opened.path, office: opened.office.code, replica: opened.replica },
      lines: [`已恢复到 ${opened.path}`],
    };
  },
};

const doctor: Command = {
  name: 'doctor',
  usage: '',
  summary: '检查台账数据是否完好。',
  options: {},
  workspace: 'open',
  async run(context) {
    const { ok, checks } = await context.call('workspace.doctor', {});
    return {
      document: { ok, checks },
      lines: checks.map((check) => `${check.ok ? '正常' : '异常'}  ${check.message}`),
      refused: !ok,
    };
  },
};

const subordinates: Command = {
  name: 'subordinates',
  usage: '[--set CODE[=NAME],…]',
  summary: '列出向本单位报送的下级填报单位；--set 重新登记（市局登记县市区和开发区，表中没有的写上名称）。',
  options: { set: { type: 'string', multiple: true } },
  workspace: 'open',
  async run(context) {
    const wanted = several(context, 'set').map((one) => {
      const [, code, name] = /^(\d{6})(?:=(.+))?$/u.exec(one) ?? [];
      if (code === undefined) throw new WrongUsage(`--set 应为六位单位代码，可写成“代码=名称”，现为“${one}”。`);
      return { code, ...(name === undefined ? {} : { name }) };
    });
    if (wanted.length > 0) await context.call('workspace.set-subordinates', { offices: wanted });
    const { opened } = await context.call('workspace.state', {});
    const offices = opened?.subordinates ?? [];
    return {
      document: { subordinates: offices.map(({ code, name }) => ({ code, name })) },
      lines: offices.length > 0 ? offices.map(({ code, name }) => `${code} ${name}`) : ['没有下级填报单位'],
    };
  },
};

const demo: Command = {
  name: 'demo',
  usage: '--out DIR [--cities 16] [--projects 400] [--seed 1]',
  summary: '生成演示用的省厅和各市台账：虚构数据，走过 2020 年四个季度。',
  options: {
    out: { type: 'string' },
    cities: { type: 'string' },
    projects: { type: 'string' },
    seed: { type: 'string' },
  },
  workspace: 'none',
  async run(context) {
    const made = await makeDemo(context.environment, {
      folder: context.path(need(context, 'out')),
      cities: whole(context, 'cities', 16),
      projects: whole(context, 'projects', 400),
      seed: whole(context, 'seed', 1),
      newApplication: (world) =>
        createApplication(world, {
          onEvent: () => {},
          onInternalError: (_trace, name, error) => context.progress(`${name}: ${String(error)}`),
        }),
      onProgress: context.progress,
    });
    return {
      document: made,
      lines: [`演示台账已生成：${made.folder}（省厅和 ${made.offices.length - 1} 个市，${made.records} 条记录）`],
    };
  },
};

export const workspaceCommands: readonly Command[] = [init, subordinates, backup, restore, doctor, demo];
