import type { Scalar } from '../merge/causal-record.ts';
import { DUPLICATE, duplicateText } from './duplicate-field.ts';
import { findField, type Register } from './register.ts';

/**
 * What a record says of its place among others. These are no fields of a register: they have no column, nobody types them, and
 * they travel and merge with the record as its fields do.
 */
export const MERGED_INTO = '$mergedInto';
export const CARRIED_FROM = '$carriedFrom';

export type LinkField = typeof MERGED_INTO | typeof CARRIED_FROM | typeof DUPLICATE;

/** What history and packages call them. */
export const LINK_LABELS: Readonly<Record<LinkField, string>> = {
  [MERGED_INTO]: '并入',
  [CARRIED_FROM]: '结转自',
  [DUPLICATE]: '重复认定',
};

export function isLinkField(key: string): key is LinkField {
  return key === MERGED_INTO || key === CARRIED_FROM || key === DUPLICATE;
}

/** Whether a field is the say of the office above: it is neither part of what is filed nor barred by the lock of an accepted record. */
export function isFieldFromAbove(register: Register, key: string, table?: string): boolean {
  if (table === undefined && key === DUPLICATE) return true;
  return findField(register, key, table)?.authority === 'province';
}

/** Where a link leads, and how to say it where that record is not at hand. */
export interface RecordLink {
  readonly id: string;
  readonly title: string;
  /** The ledger it lies in, where that is another one. */
  readonly source: string;
}

/** The value that holds a link. */
export function linkValue(link: RecordLink): readonly string[] {
  return link.source === '' ? [link.id, link.title] : [link.id, link.title, link.source];
}

/** Reads a link's value; undefined where there is none, or one that no version of the program wrote. */
export function readLink(value: Scalar | undefined): RecordLink | undefined {
  if (!Array.isArray(value)) return undefined;
  const [id, title = '', source = ''] = value as readonly string[];
  return id === undefined || id === '' ? undefined : { id, title, source };
}

/** A link as people read it. */
export function linkText(field: LinkField, value: Scalar | undefined): string {
  if (field === DUPLICATE) return duplicateText(value);
  const link = readLink(value);
  if (!link) return '';
  return link.source === '' ? `「${link.title}」` : `${link.source}「${link.title}」`;
}
