import { createHash, generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ed25519 } from '@noble/curves/ed25519.js';
import { blake2b } from '@noble/hashes/blake2.js';
import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { readEntry, ZipFile } from './zip-entry.mjs';

// Runs inside the runtime, without a window, and prints what of the core's ground holds there.
const text = new TextEncoder().encode('山东省新一代信息技术产业 𠮷'.repeat(2000));
const results = {};

async function probe(name, act) {
  try {
    results[name] = (await act()) === true ? 'ok' : 'wrong';
  } catch (error) {
    results[name] = String(error);
  }
}

await probe('sha256', () => createHash('sha256').update('abc').digest('hex').startsWith('ba7816bf8f01cfea'));
await probe('blake2b', () =>
  Buffer.from(blake2b(new TextEncoder().encode('abc')))
    .toString('hex')
    .startsWith('ba80a53f981c4d0d'),
);
await probe('ed25519 of noble', () => {
  const key = randomBytes(32);
  return ed25519.verify(ed25519.sign(text, key), text, ed25519.getPublicKey(key));
});
await probe('ed25519 of the runtime', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return verify(null, text, publicKey, sign(null, text, privateKey));
});
await probe('age', async () => {
  const identity = await generateIdentity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return same(await decrypter.decrypt(await encrypter.encrypt(text)), text);
});
await probe('deflate', () => same(inflateRawSync(deflateRawSync(text)), text));
await probe('zip', async () => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(text), '数据/记录.ndjson', { mtime: new Date(0) });
  zip.end();
  const parts = [];
  await pipeline(zip.outputStream, async (stream) => {
    for await (const part of stream) parts.push(part);
  });
  return same(await readEntry(Buffer.concat(parts), '数据/记录.ndjson'), text);
});
if (Number(process.versions.node.split('.')[0]) >= 22) {
  await probe('sqlite', async () => {
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(':memory:');
    database.exec('CREATE TABLE office (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT');
    database.prepare('INSERT INTO office VALUES (?, ?)').run('370200', '青岛市');
    return database.prepare('SELECT name FROM office').pluck().get() === '青岛市';
  });
}

function same(one, other) {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) === 0;
}

const report = JSON.stringify({ node: process.versions.node, electron: process.versions.electron, results });
if (process.parentPort) process.parentPort.postMessage(report);
else console.log(report);
