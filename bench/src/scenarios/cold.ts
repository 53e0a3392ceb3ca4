import { costOf, type Scenario } from '../scenario.ts';

/** A new process: import of the library and the first call, in milliseconds. */
export const cold: Scenario = async (load, { host }) => {
  let candidate: Awaited<ReturnType<typeof load>> | undefined;
  const imported = await costOf(async () => {
    candidate = await load();
  });
  const { call } = candidate ?? {};
  if (call === undefined) return undefined;
  const first = await costOf(() => call({ host, model: 'plain' }));
  return {
    'import ms': imported.wall / 1_000,
    'first call ms': first.wall / 1_000,
    'both ms': (imported.wall + first.wall) / 1_000,
    'both CPU ms': (imported.cpu + first.cpu) / 1_000,
  };
};
