import { codeItem } from '../codes/code-tables.ts';
import type { Scalar } from '../merge/causal-record.ts';
import { OFFICES } from '../office/offices.ts';

/**
 * 重复认定: what the office above said of a record that several offices report: counted, or linked to the one that is. No field of a
 * register: it has no column and is not part of what is filed; it travels and merges with the record as the fields of the office above do.
 */
export const DUPLICATE = '$duplicate';

/** What is told of a record of another office, and no more. */
export interface DuplicateOther {
  readonly owner: string;
  readonly id: string;
  readonly title: string;
  readonly number: string;
}

export interface DuplicateRuling {
  /** 计数, or 关联不计. */
  readonly role: 'counted' | 'linked';
  /** Of a linked record the one that counts; of a counted one those linked to it. */
  readonly others: readonly DuplicateOther[];
}

/** The value that holds a ruling: the role, then four texts for each other record. */
export function duplicateValue({ role, others }: DuplicateRuling): readonly string[] {
  return [role, ...others.flatMap(({ owner, id, title, number }) => [owner, id, title, number])];
}

/** Reads a ruling's value; undefined where there is none, or one that no version of the program wrote. */
export function readDuplicate(value: Scalar | undefined): DuplicateRuling | undefined {
  if (!Array.isArray(value)) return undefined;
  const [role, ...texts] = value as readonly string[];
  if ((role !== 'counted' && role !== 'linked') || texts.length === 0 || texts.length % 4 !== 0) return undefined;
  const others: DuplicateOther[] = [];
  for (let at = 0; at < texts.length; at += 4) {
    const [owner = '', id = '', title = '', number = ''] = texts.slice(at, at + 4);
    others.push({ owner, id, title, number });
  }
  return { role, others };
}

/** A ruling as people read it: 与济南市「…」（编号 …）重复，由济南市计数. */
export function duplicateText(value: Scalar | undefined): string {
  const ruling = readDuplicate(value);
  if (!ruling) return '';
  const named = ruling.others
    .map(({ owner, title, number }) => `${officeText(owner)}「${title}」${number === '' ? '' : `（编号 ${number}）`}`)
    .join('、');
  const counts = ruling.role === 'counted' ? '本条计数' : `由${officeText(ruling.others[0]?.owner ?? '')}计数`;
  return `与${named}重复，${counts}`;
}

function officeText(office: string): string {
  return codeItem('city', office)?.label ?? OFFICES.shortOf(office);
}
