import { costOf, drain, median, type Scenario } from '../scenario.ts';

const PACKED = 40_000;
const SEPARATE = 8_000;
/** Reads that are measured, after as many chunks as the process needs to have compiled what it runs. */
const TIMES = 3;

/**
 * Streams, in full packets and in one packet a chunk: microseconds a chunk, the median of 3 streams after 2. The very
 * first one, with what is loaded and compiled for it, is a figure of its own.
 */
export const chunks: Scenario = async (load, { host }) => {
  const { stream } = await load();
  if (stream === undefined) return undefined;
  const read = async (kind: string, count: number): Promise<number> => {
    const { cpu } = await costOf(() => drain(stream({ host, model: `${kind}-${count}` }), count));
    return cpu / count;
  };
  const settled = async (kind: string, count: number): Promise<number> => {
    await read(kind, count);
    const costs: number[] = [];
    while (costs.length < TIMES) costs.push(await read(kind, count));
    return median(costs);
  };
  const atFirst = await read('packed', PACKED);
  return {
    'packed CPU µs': await settled('packed', PACKED),
    'packed, at first, CPU µs': atFirst,
    'separate CPU µs': await settled('separate', SEPARATE),
  };
};
