/**
 * Measures everything beside everything and writes the tables into docs/performance.md.
 *
 * Usage: npm run bench -- [--rounds 11] [--scenario calls …] [--candidate openai …] [--dry]
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type CandidateName, candidateNames, candidates, isCandidateName } from './candidates/index.ts';
import { installedTable } from './installed.ts';
import { markdown } from './report.ts';
import { runAll } from './run.ts';
import { isScenarioName, scenarioNames } from './scenarios/index.ts';
import { stillTables } from './still.ts';

const START = '<!-- tables: written by npm run bench -->';
const END = '<!-- end of the tables -->';

const { values } = parseArgs({
  args: process.argv.slice(2).filter((word) => word !== '--'),
  options: {
    rounds: { type: 'string', default: '11' },
    scenario: { type: 'string', multiple: true, default: [] },
    candidate: { type: 'string', multiple: true, default: [] },
    dry: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const chosen = values.candidate.length === 0 ? candidateNames : known(values.candidate, isCandidateName);
const results = await runAll({
  scenarios: values.scenario.length === 0 ? scenarioNames : known(values.scenario, isScenarioName),
  candidates: withFloors(chosen),
  rounds,
  onProgress: (line) => console.error(line),
});
const tables = [await stillTables(), installedTable(), markdown(results, rounds)].join('\n\n');
if (values.dry) console.log(tables);
else replaceTables(new URL('../../docs/performance.md', import.meta.url), tables);

/** A misspelt name would leave out in silence what was to be measured. */
function known<Name extends string>(
  names: readonly string[],
  isKnown: (name: string) => name is Name,
): readonly Name[] {
  const unknown = names.find((name) => !isKnown(name));
  if (unknown !== undefined) throw new Error(`there is nothing called ${unknown} to measure`);
  return names.filter(isKnown);
}

/** Nothing is measured without what it is compared with. */
function withFloors(names: readonly CandidateName[]): readonly CandidateName[] {
  return [...new Set(names.flatMap((name) => [candidates[name].floor, name]))];
}

function replaceTables(file: URL, text: string): void {
  const [before, rest = ''] = readFileSync(file, 'utf8').split(START);
  const after = rest.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${file.pathname} has no place for the tables`);
  writeFileSync(file, `${before}${START}\n\n${text}\n\n${END}${after}`);
  // Tables are aligned as every other page's are.
  const formatter = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));
  execFileSync(formatter, ['format', '--write', fileURLToPath(file)]);
}
