import { z } from 'zod';
import { command, query } from './call.ts';
import { filePath, officeCode, periodId, recordRow, registerId } from './shapes.ts';

const triple = z.object({ reported: z.number(), submitted: z.number(), accepted: z.number() });

export const indicatorCounts = triple.extend({
  id: z.string(),
  name: z.string(),
  task: z.string(),
  register: registerId,
  unit: z.string(),
  definition: z.string(),
  per: z.enum(['year', 'cumulative']),
  target: z.number().nullable(),
  byCity: z.record(officeCode, triple),
  byYear: z.record(z.string(), triple.extend({ target: z.number().nullable() })),
});
export type IndicatorCounts = z.infer<typeof indicatorCounts>;
export type Triple = z.infer<typeof triple>;

/** Figures as of the end of a period: what is dated up to then, as it stood by the filings of the periods up to then; now when absent. */
const asOf = periodId.optional();

export const indicatorCalls = {
  /** Every indicator of the plan, counted three ways: 填报, 报送, 认定. The answer's `asOf` is a day. */
  'indicator.table': query(
    z.object({ owner: officeCode.optional(), asOf }),
    z.object({ asOf: z.string(), indicators: z.array(indicatorCounts) }),
  ),
  /** One indicator split by technology field. */
  'indicator.by-field': query(
    z.object({ indicator: z.string(), year: z.number().int().optional(), owner: officeCode.optional(), asOf }),
    z.object({ fields: z.array(triple.extend({ code: z.string(), label: z.string() })) }),
  ),
  /** The very records behind a number. */
  'indicator.records': query(
    z.object({
      indicator: z.string(),
      count: z.enum(['reported', 'submitted', 'accepted']),
      owner: officeCode.optional(),
      year: z.number().int().optional(),
      techField: z.string().optional(),
      asOf,
      after: z.string().optional(),
      limit: z.number().int().max(500).default(100),
    }),
    z.object({
      rows: z.array(recordRow.extend({ title: z.string() })),
      next: z.string().nullable(),
      total: z.number().int(),
    }),
  ),
  'report.write': command(
    z.object({
      period: periodId,
      folder: filePath,
      formats: z
        .array(z.enum(['xlsx', 'docx']))
        .min(1)
        .default(['xlsx', 'docx']),
    }),
    z.object({ files: z.array(filePath) }),
  ),
  /** The report as a self-contained page: what the preview shows and the PDF prints. */
  'report.preview': query(z.object({ period: periodId }), z.object({ html: z.string() })),
};
