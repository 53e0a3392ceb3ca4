import { getEventListeners } from 'node:events';

/** What must not grow with the number of calls. */
export interface Remains {
  readonly sockets: number;
  readonly timers: number;
  readonly listeners: number;
  /** MiB in use after a collection of garbage. */
  readonly heap: number;
}

/** @throws Error when garbage cannot be collected on demand: start with `--expose-gc`. */
export function remains(signal: AbortSignal): Remains {
  if (globalThis.gc === undefined) throw new Error('start with --expose-gc');
  globalThis.gc();
  const resources = process.getActiveResourcesInfo();
  return {
    sockets: resources.filter((name) => name.startsWith('TCPSocket')).length,
    timers: resources.filter((name) => name === 'Timeout').length,
    listeners: getEventListeners(signal, 'abort').length,
    heap: Math.round((process.memoryUsage().heapUsed / 2 ** 20) * 10) / 10,
  };
}
