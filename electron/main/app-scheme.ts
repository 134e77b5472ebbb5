import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';

export const APP_ORIGIN = 'app://taizhang';
/** Evidence has an origin of its own, so that nothing in it can pass for a part of the program. */
export const EVIDENCE_ORIGIN = 'app://evidence';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine writes its variables into style elements.
  "style-src 'self' 'unsafe-inline'",
  `img-src 'self' data: blob: ${EVIDENCE_ORIGIN}`,
  "font-src 'self'",
  `connect-src 'self' ${EVIDENCE_ORIGIN}`,
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  // Only the reader of PDF evidence works apart from the page.
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
};

/** Makes `app://` a standard, secure scheme; must run before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the window's files, and nothing outside their folder, under `app://taizhang/`; what `answerEvidence` allows under
 * `app://evidence/`.
 */
export function serveAppScheme(
  session: Session,
  folder: string,
  answerEvidence: (request: Request) => Promise<Response>,
): void {
  session.protocol.handle('app', async (request) => {
    if (new URL(request.url).host === 'evidence') return answerEvidence(request);
    const file = fileOf(request.url, folder);
    const type = file ? TYPES[path.extname(file)] : undefined;
    if (!file || !type || request.method !== 'GET') return new Response(null, { status: 404 });
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: {
          'content-type': type,
          'content-security-policy': POLICY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

function fileOf(address: string, folder: string): string | undefined {
  const url = new URL(address);
  if (url.host !== 'taizhang') return undefined;
  const file = path.resolve(folder, `.${decodeURIComponent(url.pathname === '/' ? '/index.html' : url.pathname)}`);
  return file.startsWith(folder + path.sep) ? file : undefined;
}
