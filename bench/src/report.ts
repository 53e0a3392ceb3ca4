import { cpus } from 'node:os';
import { type CandidateName, candidateNames } from './candidates/index.ts';
import { type Results, ratios } from './run.ts';
import { median } from './scenario.ts';

const round = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** The tables of a run as Markdown: for each metric the median, its ratio to the floor, and how far rounds lie apart. */
export function markdown(results: Results, rounds: number): string {
  const [cpu] = cpus();
  const machine = `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${rounds} rounds`;
  const { measured, failures } = results;
  const tables = [...measured].flatMap(([scenario, metrics]) =>
    [...metrics].map(([metric, values]) => `### ${scenario}: ${metric}\n\n${table(values)}`),
  );
  const failed = failures.size === 0 ? [] : [`Not measured: ${[...failures].sort().join('; ')}.`];
  return [`Measured with ${machine}; see "How to read this".`, ...failed, ...tables].join('\n\n');
}

function table(values: ReadonlyMap<CandidateName, readonly number[]>): string {
  const rows = candidateNames.flatMap((name) => {
    const own = values.get(name);
    if (own === undefined) return [];
    const over = ratios(values, name);
    const spread = over.length === 0 ? '' : `${round(Math.min(...over))} – ${round(Math.max(...over))}`;
    const ratio = over.length === 0 ? '' : `${round(median(over))}×`;
    return [`| ${name} | ${round(median(own))} | ${ratio} | ${spread} |`];
  });
  return ['| | median | over the floor | lowest – highest |', '|---|---:|---:|---:|', ...rows].join('\n');
}
