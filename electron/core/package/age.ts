import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { PackageRefusal } from './package-refusal.ts';

/** Standard age files (age-encryption.org/v1), X25519, streamed both ways in chunks of 64 KiB. */

const INTRODUCTION = 'age-encryption.org/';
const HEADER_BYTES_AT_MOST = 64 * 1024;
const END_OF_HEADER = /\n--- [^\n]*\n/u;

/** A new secret identity (`AGE-SECRET-KEY-1…`). */
export function generateAgeIdentity(): Promise<string> {
  return generateX25519Identity();
}

/** The public recipient (`age1…`) of a secret identity. */
export function ageRecipientOf(identity: string): Promise<string> {
  return identityToRecipient(identity);
}

/** Whether the first bytes of a file are those of an age file, of any version. */
export function looksLikeAge(head: Uint8Array): boolean {
  return Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1').startsWith(INTRODUCTION);
}

/** 128 MB and about a second for every guess. The `age` program reads up to 22. */
export const SCRYPT_LOG_N = 17;

/** Encrypts to all the recipients, at least one; or under a passphrase, which age allows only alone. */
export async function* encryptAge(
  chunks: AsyncIterable<Uint8Array>,
  to: readonly string[] | { readonly passphrase: string },
): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  if ('passphrase' in to) {
    encrypter.setPassphrase(to.passphrase);
    encrypter.setScryptWorkFactor(SCRYPT_LOG_N);
  } else for (const recipient of to) encrypter.addRecipient(recipient);
  yield* readStream(await encrypter.encrypt(toStream(chunks)));
}

/**
 * Decrypts with whichever identity fits. Throws {@link PackageRefusal} of the family ENCRYPTION when none does or the
 * file is damaged; because damage may show only at the end, nothing yielded counts until the generator has ended.
 */
export async function* decryptAge(
  chunks: AsyncIterable<Uint8Array>,
  identities: readonly string[],
  passphrase?: string,
): AsyncGenerator<Uint8Array> {
  const source = new Remembering(chunks);
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  if (passphrase !== undefined) decrypter.addPassphrase(passphrase);
  let nobodyFits = false;
  // Asked only after every identity before it has found no stanza of its own.
  decrypter.addIdentity({
    unwrapFileKey: () => {
      nobodyFits = true;
      return null;
    },
  });
  try {
    yield* readStream(await decrypter.decrypt(toStream(source.withBoundedHeader())));
  } catch (error) {
    if (source.failure !== undefined) throw source.failure;
    throw new PackageRefusal(nobodyFits ? 'ENCRYPTION_NOT_FOR_US' : 'ENCRYPTION_DAMAGED', undefined, error);
  }
}

/** Tells a failure of the source (a medium pulled out, a cancel) from a failure of the cryptography. */
class Remembering {
  failure: unknown;
  readonly #chunks: AsyncIterable<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks;
  }

  /** The same bytes, held back until the header is whole: the library would keep an endless header in memory. */
  async *withBoundedHeader(): AsyncGenerator<Uint8Array> {
    try {
      let head: Buffer | null = Buffer.alloc(0);
      for await (const chunk of this.#chunks) {
        if (head === null) {
          yield chunk;
          continue;
        }
        head = Buffer.concat([head, chunk]);
        if (END_OF_HEADER.test(head.toString('latin1', 0, HEADER_BYTES_AT_MOST))) {
          yield head;
          head = null;
        } else if (head.length > HEADER_BYTES_AT_MOST) {
          throw new PackageRefusal('ENCRYPTION_DAMAGED');
        }
      }
      if (head !== null) throw new PackageRefusal('ENCRYPTION_DAMAGED');
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

function toStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}

async function* readStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        ended = true;
        return;
      }
      if (value.length > 0) yield value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => {});
  }
}
