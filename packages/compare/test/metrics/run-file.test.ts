import { join } from 'node:path';
import type { InferenceProvider } from '@x/core';
import { InferenceError } from '@x/core';
import { expect, test } from 'vitest';
import {
  cellMetrics,
  type MeasuredCell,
  measuredCell,
  measuredRecord,
  summarise,
  vectorsOf,
} from '../../src/metrics/index.ts';
import { openRun, startRun } from '../../src/node.ts';
import { asked, scripted } from '../scripted-provider.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function cellsOf(path: string): Promise<readonly MeasuredCell[]> {
  await using view = await openRun(path);
  const cells: MeasuredCell[] = [];
  for (const entry of view.entries) cells.push(measuredRecord(entry, await view.cell(entry)));
  return cells;
}

const metricsThatWait = new Set(['first-token', 'total-time', 'decode-rate']);
const steady = cellMetrics.filter(({ name }) => !metricsThatWait.has(name));

test('a run says the same of its cells while it runs and from its file', async () => {
  const path = join(await temporaryFolder(), 'run.jsonl');
  const error = new InferenceError({ code: 'invalid-request', provider: 'b', message: 'No.' });
  const provider = scripted('a', (input) =>
    asked(input).endsWith('1')
      ? { deltas: [], error }
      : { deltas: ['{"a": 1}'], finishReason: 'length', usage: { inputTokens: 3, outputTokens: 5 } },
  );
  const prices = { input: 1, output: 2 };
  const targets = [{ id: 'a', provider, model: 'm', prices }];
  const run = await startRun(path, {
    targets,
    prompts: ['say {{n}}'],
    rows: [{ n: 0 }, { n: 1 }, { n: 2 }],
    order: 'as-given',
  });
  const live: MeasuredCell[] = [];
  for await (const event of run.events()) if (event.type === 'cell-end') live.push(measuredCell(event));
  const kept = await cellsOf(path);
  for (const metric of steady) expect(summarise(kept, metric)).toEqual(summarise(live, metric));
  const [failed] = steady.flatMap((metric) => (metric.name === 'failed' ? summarise(kept, metric) : []));
  expect(failed).toMatchObject({ n: 3, mean: 1 / 3 });
});

test('vectors are read back from a file', async () => {
  const path = join(await temporaryFolder(), 'run.jsonl');
  const provider = embedder();
  const run = await startRun(path, {
    targets: [{ id: 'a', provider, model: 'm' }],
    task: 'embedding',
    prompts: [{ input: { texts: ['x'] } }],
  });
  await run.done;
  const [cell] = await cellsOf(path);
  expect(cell && vectorsOf(cell.outcome)).toEqual([[1, 0.5]]);
});

/** Answers every text with the same vector. */
function embedder(): InferenceProvider<'embedding'> {
  const output = {
    vectors: [Float32Array.from([1, 0.5])],
    warnings: [],
    meta: { provider: 'a', model: 'm', attempts: 1, timing: { totalMs: 1 } },
  };
  return {
    id: 'a',
    tasks: { embedding: true },
    run: async () => output,
    stream: () => {
      throw new Error('embeddings do not stream');
    },
  };
}
