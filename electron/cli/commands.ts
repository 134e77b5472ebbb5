import { carryCommand } from './carry-command.ts';
import type { Command } from './command.ts';
import { conflictCommand } from './conflict-command.ts';
import { deskCommand } from './desk-command.ts';
import { exchangeCommands } from './exchange-commands.ts';
import { filingCommands } from './filing-commands.ts';
import { indicatorCommands } from './indicator-commands.ts';
import { inspectCommand } from './inspect-command.ts';
import { keyCommands } from './key-commands.ts';
import { recordCommands } from './record-commands.ts';
import { reviewCommands } from './review-commands.ts';
import { sheetCommands } from './sheet-commands.ts';
import { similarCommands } from './similar-commands.ts';
import { workspaceCommands } from './workspace-commands.ts';

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  ...workspaceCommands,
  ...keyCommands,
  ...sheetCommands,
  ...recordCommands,
  conflictCommand,
  ...similarCommands,
  carryCommand,
  ...exchangeCommands,
  ...filingCommands,
  deskCommand,
  inspectCommand,
  ...reviewCommands,
  ...indicatorCommands,
];
