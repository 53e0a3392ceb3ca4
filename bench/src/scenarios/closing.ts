import { median, type Scenario } from '../scenario.ts';

const TIMES = 15;
/** After this many milliseconds a connection counts as left open. */
const PATIENCE = 1_000;

/** From `break`, and from an abort, to the news of the socket's end at the server: milliseconds, the median of 15. */
export const closing: Scenario = async (load, server) => {
  const { stream } = await load();
  if (stream === undefined) return undefined;
  const target = { host: server.host, model: 'slow-500' };
  const left = await timed(server.nextClose, async () => {
    for await (const _ of stream(target)) return performance.now();
  });
  const aborted = await timed(server.nextClose, async () => {
    const controller = new AbortController();
    let at: number | undefined;
    try {
      for await (const _ of stream(target, controller.signal)) {
        at ??= performance.now();
        controller.abort();
      }
    } catch (error) {
      // How a library tells of an abort differs; that it ends is what is measured.
      if (at === undefined) throw error;
    }
    return at;
  });
  return { 'break to close ms': left, 'abort to close ms': aborted };
};

async function timed(nextClose: () => Promise<number>, end: () => Promise<number | undefined>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < TIMES; count++) {
    const closed = nextClose();
    const start = await end();
    if (start === undefined) throw new Error('no text came');
    const limit = new Promise<number>((resolve) => setTimeout(() => resolve(start + PATIENCE), PATIENCE).unref());
    times.push(Math.max(0, (await Promise.race([closed, limit])) - start));
  }
  return median(times);
}
