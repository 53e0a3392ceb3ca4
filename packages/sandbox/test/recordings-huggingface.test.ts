import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { sandbox } from '../src/index.ts';
import { post } from './support/call.ts';
import { recordingsFolder } from './support/shared.ts';

const tape = z.object({
  task: z.string().nullish(),
  request: z.object({ url: z.string(), body: z.unknown().optional() }),
  response: z.object({ status: z.number() }),
});

/** The path of a call to a model, on the router and on the hosts before it. */
const modelPath = /\/models\/(?<path>[^?]+)/u;
/** Tasks that went away with the old host. */
const gone = /conversational\(legacy\)|tabular/u;

interface Call {
  readonly name: string;
  readonly path: string;
  readonly body: object;
}

/** The answered calls to hf-inference whose bodies were recorded, of tasks that there still are. */
function callsOf(folder: string): readonly Call[] {
  return readdirSync(folder)
    .filter((name) => /hf-inference/u.test(name))
    .flatMap((name): readonly Call[] => {
      const { task, request, response } = tape.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      const path = modelPath.exec(request.url)?.groups?.['path'];
      const { body } = request;
      if (response.status !== 200 || path === undefined || gone.test(task ?? '')) return [];
      return typeof body === 'object' && body !== null ? [{ name, path, body }] : [];
    });
}

const reason = recordingsFolder === undefined ? ' (skipped: there are no recordings beside this repository)' : '';

describe.skipIf(recordingsFolder === undefined)(`recorded requests to hf-inference${reason}`, () => {
  it('at least 95 % are accepted', async () => {
    const calls = callsOf(join(recordingsFolder ?? '', 'hf-tapes'));
    const own = sandbox();
    const refused: string[] = [];
    for (const { name, path, body } of calls) {
      const response = await post(`/hf/models/${path}`, body, own);
      if (response.status !== 200) refused.push(`${name}: ${response.status} ${(await response.text()).slice(0, 300)}`);
    }
    console.info(`hf-inference: ${calls.length - refused.length} of ${calls.length} accepted`, refused.join('\n'));
    expect(calls.length).toBeGreaterThan(0);
    expect(refused.length / calls.length).toBeLessThanOrEqual(0.05);
  });
});
