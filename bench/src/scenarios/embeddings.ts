import { DIMENSIONS, VECTORS } from '../answers.ts';
import { costOf, median, type Scenario } from '../scenario.ts';

const TIMES = 5;

/** 2,048 vectors of 1,536 floats: milliseconds of CPU, the median of 5. */
export const embeddings: Scenario = async (load, { host }) => {
  const { embed } = await load();
  if (embed === undefined) return undefined;
  const texts = Array.from({ length: VECTORS }, (_, place) => `text ${place}`);
  const costs: number[] = [];
  for (let count = 0; count <= TIMES; count++) {
    const { cpu } = await costOf(async () => {
      const floats = await embed({ host, model: 'plain' }, texts);
      if (floats !== VECTORS * DIMENSIONS) throw new Error(`${floats} floats came`);
    });
    // The first one also makes the server write its answer.
    if (count > 0) costs.push(cpu / 1_000);
  }
  return { 'CPU ms': median(costs) };
};
