/**
 * The sandbox on a port, for clients that cannot be given a `fetch`.
 * @module
 */
import type { AddressInfo } from 'node:net';
import { type Http2Bindings, type HttpBindings, serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { type SandboxOptions, settingsOf } from './settings.ts';
import { DroppedConnection } from './wire/play.ts';

/** Where to serve, and what else can be set on a sandbox. */
export interface ServeOptions extends SandboxOptions {
  /** The port; 0, the default, takes a free one. */
  readonly port?: number;
  /** The address to listen on. The default is loopback, so that nothing outside this machine reaches the sandbox. */
  readonly hostname?: string;
}

/** A sandbox that is being served. */
export interface ServedSandbox {
  /** The address without a final slash: `${url}/openai/v1`, `${url}/azure`, `${url}/gemini/v1beta`, `${url}/hf`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends the connections that are still open. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over HTTP and resolves when it listens.
 * @throws the error of `listen`, when the port is taken or the address is not this machine's.
 */
export function serveSandbox({
  port = 0,
  hostname = '127.0.0.1',
  ...options
}: ServeOptions = {}): Promise<ServedSandbox> {
  const app = createApp(settingsOf(options));
  const answer = async (request: Request, { outgoing }: HttpBindings | Http2Bindings): Promise<Response> =>
    breakingSocket(await app.fetch(request), () => outgoing.destroy());
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: answer, port, hostname, overrideGlobalObjects: false }, (address: AddressInfo) => {
      const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      resolve({
        url: `http://${host}:${address.port}`,
        port: address.port,
        close: () =>
          new Promise((closed, failed) => {
            server.close((error) => (error === undefined ? closed() : failed(error)));
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
}

/**
 * A dropped connection is a broken socket here. Left to the server, it would also be reported on the console as an
 * error of the app, although it was asked for.
 */
function breakingSocket(response: Response, breakSocket: () => void): Response {
  if (response.body === null) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          if (!(error instanceof DroppedConnection)) throw error;
          breakSocket();
          controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Response(body, response);
}
