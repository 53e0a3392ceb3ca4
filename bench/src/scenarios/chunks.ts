import { costOf, drain, type Scenario } from '../scenario.ts';

const PACKED = 40_000;
const SEPARATE = 8_000;

/**
 * Streams, in full packets and in one packet a chunk: microseconds a chunk. Each is read twice, since a process compiles
 * what it runs while it runs it for the first time; that first time, in full packets, is a figure of its own.
 */
export const chunks: Scenario = async (load, { host }) => {
  const { stream } = await load();
  if (stream === undefined) return undefined;
  const read = async (kind: string, count: number): Promise<number> => {
    const { cpu } = await costOf(() => drain(stream({ host, model: `${kind}-${count}` }), count));
    return cpu / count;
  };
  const atFirst = await read('packed', PACKED);
  const packed = await read('packed', PACKED);
  await read('separate', SEPARATE);
  const separate = await read('separate', SEPARATE);
  return { 'packed CPU µs': packed, 'packed, at first, CPU µs': atFirst, 'separate CPU µs': separate };
};
