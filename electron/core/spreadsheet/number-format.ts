/** How a number format makes people read a number. */
export type NumberMeaning =
  | { readonly kind: 'plain' }
  | { readonly kind: 'percent' }
  /** Padded with zeros to `digits`, as offices do with codes: 0012. */
  | { readonly kind: 'padded'; readonly digits: number }
  | { readonly kind: 'date'; readonly precision: 'year' | 'month' | 'day' | 'second' }
  | { readonly kind: 'time' };

export const PLAIN: NumberMeaning = { kind: 'plain' };

/** Built-in formats by id, with the meanings they have in a Chinese installation (ECMA-376 part 1, 18.8.30). */
const BUILT_IN = new Map<number, NumberMeaning>([
  [9, { kind: 'percent' }],
  [10, { kind: 'percent' }],
  [14, { kind: 'date', precision: 'day' }],
  [15, { kind: 'date', precision: 'day' }],
  [16, { kind: 'date', precision: 'day' }],
  [17, { kind: 'date', precision: 'month' }],
  [18, { kind: 'time' }],
  [19, { kind: 'time' }],
  [20, { kind: 'time' }],
  [21, { kind: 'time' }],
  [22, { kind: 'date', precision: 'second' }],
  [27, { kind: 'date', precision: 'month' }],
  [28, { kind: 'date', precision: 'day' }],
  [29, { kind: 'date', precision: 'day' }],
  [30, { kind: 'date', precision: 'day' }],
  [31, { kind: 'date', precision: 'day' }],
  [32, { kind: 'time' }],
  [33, { kind: 'time' }],
  [34, { kind: 'time' }],
  [35, { kind: 'time' }],
  [36, { kind: 'date', precision: 'month' }],
  [45, { kind: 'time' }],
  [46, { kind: 'time' }],
  [47, { kind: 'time' }],
  [50, { kind: 'date', precision: 'month' }],
  [51, { kind: 'date', precision: 'day' }],
  [52, { kind: 'date', precision: 'month' }],
  [53, { kind: 'date', precision: 'day' }],
  [54, { kind: 'date', precision: 'day' }],
  [55, { kind: 'time' }],
  [56, { kind: 'time' }],
  [57, { kind: 'date', precision: 'month' }],
  [58, { kind: 'date', precision: 'day' }],
]);

export function builtInFormat(id: number): NumberMeaning {
  return BUILT_IN.get(id) ?? PLAIN;
}

/** Meaning of a format code such as `yyyy"年"m"月"` or `0.0%`. */
export function formatMeaning(code: string): NumberMeaning {
  const section = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?:h+|m+|s+)\]/gi, 'h')
    .replace(/\[[^\]]*\]/g, '')
    .toLowerCase()
    .replace('general', '');
  if (/^0{2,}$/.test(section)) return { kind: 'padded', digits: section.length };
  if (section.includes('%')) return { kind: 'percent' };
  const year = /[ye]/.test(section) && !/[0#?]/.test(section);
  const day = section.includes('d');
  const clock = /[hs]/.test(section);
  if (day || year) {
    if (clock) return { kind: 'date', precision: 'second' };
    return { kind: 'date', precision: day ? 'day' : section.includes('m') ? 'month' : 'year' };
  }
  if (clock) return { kind: 'time' };
  return section.includes('m') ? { kind: 'date', precision: 'month' } : PLAIN;
}
