/** What canonical JSON can hold: text, safe integers, truth values, null, lists and plain objects of these. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

/** True when the text has half a surrogate pair: such text cannot be written as UTF-8. */
export function hasLoneSurrogate(text: string): boolean {
  return !text.isWellFormed();
}

/**
 * One text for one value (RFC 8785, restricted to safe integers): keys in UTF-16 code unit order, no white space,
 * members that are undefined left out, text kept exactly as it is (no Unicode normalisation).
 * Throws TypeError for a fraction, an unsafe integer, half a surrogate pair or anything that is not JSON.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalText(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`);
    return String(value);
  }
  if (typeof value !== 'object') throw new TypeError(`not a JSON value: ${typeof value}`);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let members = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${canonicalText(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** Texts in which nothing is escaped: what most keys, codes, numbers and names are. */
const UNESCAPED = /^[\w \-.:\u3001-\u9FFF\uFF08-\uFF1B]*$/;

function canonicalText(text: string): string {
  if (UNESCAPED.test(text)) return `"${text}"`;
  if (hasLoneSurrogate(text)) throw new TypeError('text with half a surrogate pair');
  return JSON.stringify(text);
}

function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
