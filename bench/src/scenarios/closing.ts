import { setTimeout as sleep } from 'node:timers/promises';
import type { Peer } from '../peer.ts';
import { median, type Scenario } from '../scenario.ts';

const TIMES = 15;
/** Milliseconds between two streams, in which connections that are left over from the last one go. */
const REST = 60;
/** After this many milliseconds a connection counts as left open. */
const PATIENCE = 1_000;

/** A stream that is about to be ended: when that was, and the news of the socket's end after it. */
interface Ending {
  readonly at: number;
  readonly closed: Promise<number>;
}

/** From `break`, and from an abort, to the news of the socket's end at the server: milliseconds, the median of 15. */
export const closing: Scenario = async (load, server) => {
  const { stream } = await load();
  if (stream === undefined) return undefined;
  const target = { host: server.host, model: 'slow-500' };
  const left = await timed(async () => {
    for await (const _ of stream(target)) return endingAt(server);
  });
  const aborted = await timed(async () => {
    const controller = new AbortController();
    let ending: Ending | undefined;
    try {
      for await (const _ of stream(target, controller.signal)) {
        ending ??= endingAt(server);
        controller.abort();
      }
    } catch (error) {
      // How a library tells of an abort differs; that it ends is what is measured.
      if (ending === undefined) throw error;
    }
    return ending;
  });
  return { 'break to close ms': left, 'abort to close ms': aborted };
};

const endingAt = (server: Peer): Ending => ({ closed: server.nextClose(), at: performance.now() });

async function timed(end: () => Promise<Ending | undefined>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < TIMES; count++) {
    const ending = await end();
    if (ending === undefined) throw new Error('no text came');
    const limit = new Promise<number>((resolve) => setTimeout(() => resolve(ending.at + PATIENCE), PATIENCE).unref());
    times.push((await Promise.race([ending.closed, limit])) - ending.at);
    await sleep(REST);
  }
  return median(times);
}
