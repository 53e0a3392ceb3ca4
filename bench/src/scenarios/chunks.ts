import { costOf, drain, type Scenario } from '../scenario.ts';

const WARM = 5_000;
const PACKED = 40_000;
const SEPARATE = 8_000;

/** Streams, in full packets and in one packet a chunk: microseconds a chunk. */
export const chunks: Scenario = async (load, { host }) => {
  const { stream } = await load();
  if (stream === undefined) return undefined;
  const read = (kind: string, count: number): Promise<void> =>
    drain(stream({ host, model: `${kind}-${count}` }), count);
  await read('packed', WARM);
  await read('separate', WARM / 5);
  const packed = await costOf(() => read('packed', PACKED));
  const separate = await costOf(() => read('separate', SEPARATE));
  return { 'packed CPU µs': packed.cpu / PACKED, 'separate CPU µs': separate.cpu / SEPARATE };
};
