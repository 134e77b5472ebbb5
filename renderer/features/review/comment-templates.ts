import type { CommentTemplates } from '../../../shared/contract/review-calls.ts';

/** How the editor writes the place where a sentence names the field. */
const PLACE = '〔字段名〕';

/** The ready sentences for a comment at a field, or on the whole record when there is no label. */
export function readySentences(templates: CommentTemplates, label: string | null): readonly string[] {
  return label === null ? templates.record : templates.field.map((sentence) => sentence.replaceAll('{field}', label));
}

/** The sentences as they are edited, one a line. */
export function toLines(sentences: readonly string[]): string {
  return sentences.map((sentence) => sentence.replaceAll('{field}', PLACE)).join('\n');
}

/** The sentences of edited lines; empty lines say nothing. */
export function fromLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replaceAll(PLACE, '{field}'))
    .filter((line) => line !== '');
}
