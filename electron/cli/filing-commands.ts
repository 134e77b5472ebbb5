import { type Command, needWords, several, WrongUsage } from './command.ts';

const hold: Command = {
  name: 'hold',
  usage: '--ids ID,… [--release]',
  summary: '草稿暂不报送；--release 恢复报送。',
  options: { ids: { type: 'string', multiple: true }, release: { type: 'boolean' } },
  workspace: 'open',
  async run(context) {
    const ids = several(context, 'ids');
    if (ids.length === 0) throw new WrongUsage('缺少 --ids。');
    if (context.options.release === true) {
      const { released } = await context.call('filing.release', { ids });
      return { document: { released }, lines: [`恢复报送 ${released} 条`] };
    }
    const { held } = await context.call('filing.hold', { ids });
    return { document: { held }, lines: [`暂不报送 ${held} 条`] };
  },
};

const checkCopy: Command = {
  name: 'check-copy',
  usage: 'FILE|DIR',
  summary: '核对写出的包：逐字节读回，与传出时是否相同；给出介质或文件夹时核对其中所有的包。',
  options: {},
  workspace: 'open',
  async run(context) {
    const [given = ''] = needWords(context, 1, '要核对的文件或文件夹');
    const { files } = await context.call('filing.check-copy', { path: context.path(given) });
    return {
      document: { files },
      lines: files.map((one) => `${one.name}  ${one.message}`),
      refused: files.some((one) => one.verdict !== 'intact'),
    };
  },
};

export const filingCommands: readonly Command[] = [hold, checkCopy];
