import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sandbox } from '@x/sandbox';
import { bundle } from './bundle.ts';

export interface Host {
  readonly url: string;
  close(): void;
}

const page = '<!doctype html><meta charset="utf-8"><script type="module" src="/program.js"></script>';

/** Pages of other origins, such as those of a test runner, may ask too. */
const anyOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization',
  'access-control-allow-methods': '*',
};

/** The sandbox on loopback, and beside it a page that runs the program, so that both have one origin. */
export async function serveHost(): Promise<Host> {
  const app = sandbox();
  const script = await bundle('globalThis.outcome = program(location.origin);');
  const answer = async (url: string, request: IncomingMessage): Promise<Response> => {
    const { pathname } = new URL(url);
    if (request.method === 'OPTIONS') return new Response(null, { status: 204 });
    if (pathname === '/') return new Response(page, { headers: { 'content-type': 'text/html' } });
    if (pathname === '/program.js') return new Response(script, { headers: { 'content-type': 'text/javascript' } });
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
    const body = pieces.length > 0 ? Buffer.concat(pieces) : undefined;
    return app.fetch(url, { method: request.method ?? 'GET', headers, ...(body && { body }) });
  };
  const server = createServer(async (request, response) => {
    try {
      const given = await answer(`http://${request.headers.host}${request.url}`, request);
      response.writeHead(given.status, { ...Object.fromEntries(given.headers), ...anyOrigin });
      for await (const piece of given.body ?? []) response.write(piece);
      response.end();
    } catch {
      // A stream that the sandbox cuts on purpose.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
