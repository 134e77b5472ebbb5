import { z } from 'zod';
import { query } from './call.ts';

export const unitCalls = {
  /** Units that any register of this ledger names with their 统一社会信用代码, found by part of the name, the code, or pinyin initials. */
  'unit.recall': query(
    z.object({ text: z.string().trim().min(1).max(200), limit: z.number().int().min(1).max(100).default(20) }),
    z.object({ units: z.array(z.object({ name: z.string(), code: z.string() })) }),
  ),
} as const;
