import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The server of one run, in a process of its own. */
export interface Peer {
  readonly host: string;
  /** When this process heard that the next connection closed, by `performance.now()`. A later call replaces it. */
  nextClose(): Promise<number>;
  stop(): void;
}

export async function startServer(): Promise<Peer> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)));
  const started = Promise.withResolvers<string>();
  let closed = Promise.withResolvers<number>();
  child.on('message', (message: { readonly host?: string; readonly closed?: true }) => {
    if (message.host !== undefined) started.resolve(message.host);
    if (message.closed) closed.resolve(performance.now());
  });
  return {
    host: await started.promise,
    nextClose: () => {
      closed = Promise.withResolvers<number>();
      return closed.promise;
    },
    stop: () => child.disconnect(),
  };
}
