import type { CallOutput } from '../../shared/contract/contract.ts';
import { type Command, type CommandContext, optional, repeated, several, WrongUsage } from './command.ts';

const BATCH = 10_000;
const PAGE = 500;

const review: Command = {
  name: 'review',
  usage:
    '(--ids ID,… | --all-submitted) [--register ID] [--owner CODE] (--accept | --return --comment TEXT [--at FIELD=TEXT]… | --confirm)',
  summary: '通过或退回待审的记录；退回要写意见，可写在字段上。设了复审的单位先记为初审意见，由另一经办人 --confirm。',
  options: {
    register: { type: 'string' },
    owner: { type: 'string' },
    ids: { type: 'string', multiple: true },
    'all-submitted': { type: 'boolean' },
    accept: { type: 'boolean' },
    return: { type: 'boolean' },
    confirm: { type: 'boolean' },
    comment: { type: 'string' },
    at: { type: 'string', multiple: true },
  },
  workspace: 'open',
  async run(context) {
    const { accept, return: back, confirm } = context.options;
    if ([accept, back, confirm].filter(Boolean).length !== 1)
      throw new WrongUsage('--accept、--return 和 --confirm 要写一个，且只写一个。');
    const verdict = accept ? 'accept' : 'return';
    const all = context.options['all-submitted'] === true;
    const ids = all ? await waiting(context) : several(context, 'ids');
    if (!all && ids.length === 0) throw new WrongUsage('缺少 --ids 或 --all-submitted。');
    const fields = repeated(context, 'at').map(commentAt);
    const skipped: CallOutput<'review.decide'>['skipped'] = [];
    let decided = 0;
    let proposed = 0;
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH);
      const result = confirm
        ? { ...(await context.call('review.confirm', { ids: batch })), proposed: 0 }
        : await context.call('review.decide', { ids: batch, verdict, comment: optional(context, 'comment'), fields });
      proposed += result.proposed;
      decided += result.decided;
      skipped.push(...result.skipped);
    }
    return {
      document: { decided, proposed, skipped },
      lines: [
        proposed > 0
          ? `已记下初审意见 ${proposed} 条，由另一经办人复审`
          : `${confirm ? '已复审' : accept ? '已通过' : '已退回'} ${decided} 条`,
        ...skipped.map((one) => `  ${one.id}  ${one.message}`),
      ],
    };
  },
};

function commentAt(text: string): { field: string; text: string } {
  const at = text.indexOf('=');
  if (at < 1) throw new WrongUsage(`--at 应写成 字段=意见，现为“${text}”。`);
  return { field: text.slice(0, at), text: text.slice(at + 1) };
}

async function waiting(context: CommandContext): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page: CallOutput<'review.queue'> = await context.call('review.queue', {
      register: optional(context, 'register'),
      owner: optional(context, 'owner'),
      limit: PAGE,
      after,
    });
    ids.push(...page.rows.map((row) => row.id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

const unlock: Command = {
  name: 'unlock',
  usage: '--ids ID,… --comment REASON',
  summary: '解锁已通过的记录，写明理由。',
  options: { ids: { type: 'string', multiple: true }, comment: { type: 'string' } },
  workspace: 'open',
  async run(context) {
    const ids = several(context, 'ids');
    if (ids.length === 0) throw new WrongUsage('缺少 --ids。');
    const { unlocked } = await context.call('record.unlock', { ids, reason: optional(context, 'comment') ?? '' });
    return { document: { unlocked }, lines: [`已解锁 ${unlocked} 条`] };
  },
};

export const reviewCommands: readonly Command[] = [review, unlock];
