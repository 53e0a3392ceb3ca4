import { median, type Scenario } from '../scenario.ts';

const WARM = 30;
const STREAMS = 200;

/** From the call to the first piece of text, in microseconds of wall clock: the median of 200 streams. */
export const firstToken: Scenario = async (load, { host }) => {
  const { stream } = await load();
  if (stream === undefined) return undefined;
  const times: number[] = [];
  for (let count = 0; count < WARM + STREAMS; count++) {
    const start = performance.now();
    let first: number | undefined;
    for await (const _ of stream({ host, model: 'separate-3' })) first ??= performance.now() - start;
    if (first === undefined) throw new Error('no text came');
    if (count >= WARM) times.push(first * 1_000);
  }
  return { 'wall µs': median(times) };
};
