/** Measures one candidate in one scenario, in this process, and tells its parent. Arguments: candidate, scenario. */
import { candidates, isCandidateName } from './candidates/index.ts';
import { startServer } from './peer.ts';
import { isScenarioName, scenarios } from './scenarios/index.ts';

const [candidate = '', scenario = ''] = process.argv.slice(2);
if (!isCandidateName(candidate) || !isScenarioName(scenario)) throw new Error(`unknown: ${candidate} ${scenario}`);

const run = await scenarios[scenario]();
const server = await startServer();
const measures = await run(candidates[candidate].load, server);
process.send?.({ measures });
server.stop();
process.disconnect?.();
