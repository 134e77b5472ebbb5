import { writeFileSync } from 'node:fs';
import process from 'node:process';

const started = process.getCreationTime() ?? Date.now();
const marks: Record<string, number> = {};

/** Notes how many milliseconds after its creation the process reached a step for the first time. */
export function mark(step: string): void {
  marks[step] ??= Math.round(Date.now() - started);
}

/** Leaves the marks of this start in a file, for the bench and for questions from the field. */
export function writeMarks(file: string): void {
  try {
    writeFileSync(file, `${JSON.stringify(marks)}\n`);
  } catch {
    // A start is never stopped by its own log.
  }
}
