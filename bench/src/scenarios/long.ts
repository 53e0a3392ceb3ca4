import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';
import { watchMemory } from './memory.ts';

const CHUNKS = 200_000;
const REST_EVERY = 200;

/** One stream of 200,000 chunks whose reader rests 1 ms every 200: MiB of memory over the start. */
export const long: Scenario = async (load, { host }) => {
  const { stream } = await load();
  if (stream === undefined) return undefined;
  const memory = watchMemory();
  let count = 0;
  for await (const _ of stream({ host, model: `packed-${CHUNKS}` })) if (++count % REST_EVERY === 0) await sleep(1);
  if (count !== CHUNKS) throw new Error(`${count} chunks came`);
  return { 'RSS MiB': memory.stop() };
};
