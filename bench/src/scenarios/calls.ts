import { costOf, type Scenario } from '../scenario.ts';

/** How the server's answer begins. */
const ANSWER = 'The sea is calm tonight';
const WARM = 100;
const ONE_BY_ONE = 400;
const AT_ONCE = 64;
const TURNS = 25;

/** Whole answers, one after the other and 64 at once: microseconds a call. */
export const calls: Scenario = async (load, { host }) => {
  const { call } = await load();
  if (call === undefined) return undefined;
  const target = { host, model: 'plain' };
  for (let count = 0; count < WARM; count++) {
    if (!(await call(target)).startsWith(ANSWER)) throw new Error('it read another answer');
  }
  const sequential = await costOf(async () => {
    for (let count = 0; count < ONE_BY_ONE; count++) await call(target);
  });
  const together = await costOf(async () => {
    for (let turn = 0; turn < TURNS; turn++) await Promise.all(Array.from({ length: AT_ONCE }, () => call(target)));
  });
  return {
    'sequential CPU µs': sequential.cpu / ONE_BY_ONE,
    'sequential wall µs': sequential.wall / ONE_BY_ONE,
    '64 at once CPU µs': together.cpu / (AT_ONCE * TURNS),
  };
};
