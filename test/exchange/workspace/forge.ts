import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { readKeyFile } from '../../../electron/core/workspace/key-file.ts';
import type { PackageManifest } from '../../../shared/exchange/package-manifest.ts';
import type { TestOffice } from '../../support/office.ts';
import { writePackage } from '../../support/write-package.ts';

/** The text parts of a package by their path below `data/`. */
export type Parts = Map<string, string>;

/** Writes an office's last package to a receiver anew with other content, under its own true key: what a forger with the key could do. */
export async function forge(
  sender: TestOffice,
  target: string,
  change: (parts: Parts, manifest: PackageManifest) => void,
  receiver: string | null = '370000',
): Promise<string> {
  const database = new Sqlite(path.join(sender.folder, 'taizhang.db'), { readonly: true });
  const sent = database
    .prepare('SELECT id, manifest FROM sent_package WHERE to_office IS ? ORDER BY sequence DESC LIMIT 1')
    .get(receiver) as {
    id: string;
    manifest: string;
  };
  const recipient = String(
    database.prepare('SELECT age_recipient FROM office_key WHERE office = ?').pluck().get(receiver),
  );
  const signer = readKeyFile(String(database.prepare('SELECT content FROM key_file').pluck().get())).signers[0];
  database.close();
  if (!signer) throw new Error('no key');
  const folder = path.join(sender.folder, 'packages', sent.id);
  const parts: Parts = new Map();
  for (const name of readdirSync(folder)) {
    const one = path.join(folder, name);
    if (statSync(one).isDirectory())
      for (const inner of readdirSync(one)) parts.set(`${name}/${inner}`, readFileSync(path.join(one, inner), 'utf8'));
    else parts.set(name, readFileSync(one, 'utf8'));
  }
  const manifest = JSON.parse(sent.manifest) as PackageManifest;
  change(parts, manifest);
  await writePackage({
    target,
    recipients: receiver === null ? [] : [recipient],
    manifest,
    signer,
    entries: [...parts].map(([name, text]) => ({
      path: name,
      source: {
        chunks: async function* () {
          yield Buffer.from(text);
        },
      },
    })),
  });
  return target;
}

/** Changes the first line of a part. */
export function changeLine(
  parts: Parts,
  change: (line: Record<string, never>) => void,
  part = 'records/project.ndjson',
): void {
  const lines = (parts.get(part) ?? '').trimEnd().split('\n');
  const line = JSON.parse(lines[0] ?? '{}') as Record<string, never>;
  change(line);
  lines[0] = JSON.stringify(line);
  parts.set(part, `${lines.join('\n')}\n`);
}
