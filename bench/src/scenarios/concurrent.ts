import { costOf, drain, type Scenario } from '../scenario.ts';
import { watchMemory } from './memory.ts';

const STREAMS = 1_000;
const CHUNKS = 50;

/** 1,000 streams at once, a chunk every 20 ms: MiB of memory over the start, milliseconds. */
export const concurrent: Scenario = async (load, { host }) => {
  const { stream } = await load();
  if (stream === undefined) return undefined;
  await drain(stream({ host, model: 'separate-50' }), CHUNKS);
  const memory = watchMemory();
  const target = { host, model: `slow-${CHUNKS}` };
  const cost = await costOf(() => Promise.all(Array.from({ length: STREAMS }, () => drain(stream(target), CHUNKS))));
  return { 'RSS MiB': memory.stop(), 'CPU ms': cost.cpu / 1_000, 'wall ms': cost.wall / 1_000 };
};
