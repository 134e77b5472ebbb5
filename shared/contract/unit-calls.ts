import { z } from 'zod';
import { query } from './call.ts';
import { registerId, values } from './shapes.ts';

export const unitCalls = {
  /** Units that any register of this ledger names with their 统一社会信用代码, found by part of the name, the code, or pinyin initials. */
  'unit.recall': query(
    z.object({ text: z.string().trim().min(1).max(200), limit: z.number().int().min(1).max(100).default(20) }),
    z.object({ units: z.array(z.object({ name: z.string(), code: z.string() })) }),
  ),
  /** What this ledger last said of the unit of a code: nature, place, whom to ask; by the fields of the register, empty ones left out. */
  'unit.details': query(
    z.object({ register: registerId, code: z.string().trim().min(1).max(64) }),
    z.object({ values }),
  ),
} as const;
