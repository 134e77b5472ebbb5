import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DATABASE_FILE } from './open-workspace.ts';

const entry = z.object({ path: z.string(), office: z.string(), openedAt: z.string() });
export type RecentWorkspace = z.infer<typeof entry>;

const MOST = 8;

/** The workspaces this user opened lately, newest first; a convenience whose loss costs nothing. */
export class RecentWorkspaces {
  private readonly file: string;

  constructor(userDir: string) {
    this.file = path.join(userDir, 'recent.json');
  }

  list(): RecentWorkspace[] {
    try {
      const parsed = z.array(entry).safeParse(JSON.parse(readFileSync(this.file, 'utf8')));
      return parsed.success ? parsed.data.filter((one) => existsSync(path.join(one.path, DATABASE_FILE))) : [];
    } catch {
      return [];
    }
  }

  add(opened: RecentWorkspace): void {
    const list = [opened, ...this.list().filter((one) => one.path !== opened.path)].slice(0, MOST);
    try {
      mkdirSync(path.dirname(this.file), { recursive: true });
      writeFileSync(`${this.file}.part`, JSON.stringify(list, null, 2));
      renameSync(`${this.file}.part`, this.file);
    } catch {
      // A workspace must open even where this user may write nothing else.
    }
  }
}
