import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { sandbox } from '../src/index.ts';
import { post } from './support/call.ts';
import { recordingsFolder } from './support/shared.ts';

const recording = z.object({
  provenance: z.string(),
  api: z.string(),
  endpoint: z.string(),
  request: z.object({ url: z.string(), body: z.unknown() }).nullable(),
  response: z.object({ status: z.number() }),
});
type Recording = z.infer<typeof recording>;

interface Group {
  readonly name: string;
  readonly folder: string;
  readonly accepts: (file: Recording) => boolean;
  /** Where the sandbox gets a recorded request: the vendor's own path, whatever host it was recorded at. */
  readonly path: (file: Recording) => string;
}

const geminiMethod = /models\/(?<model>[^/:]+):(?<method>\w+)/u;

function geminiPath({ request }: Recording): string {
  const url = new URL(request?.url ?? '', 'https://generativelanguage.googleapis.com');
  const { model, method } = geminiMethod.exec(url.pathname)?.groups ?? {};
  return `/gemini/v1beta/models/${model}:${method}${url.search === '' ? '' : `?${url.searchParams}`}`;
}

const groups: readonly Group[] = [
  {
    name: 'OpenAI chat',
    folder: 'openai',
    accepts: (file) => file.endpoint === 'chat' && file.api === 'openai',
    path: () => '/openai/v1/chat/completions',
  },
  {
    name: 'Azure chat and embeddings',
    folder: 'openai',
    accepts: ({ api, request }) => api === 'azure-openai' && request?.url.includes('/openai/') === true,
    path: ({ request }) => new URL(request?.url ?? '').href.replace(/^https:\/\/[^/]+/u, '/azure'),
  },
  {
    // Azure's model catalogue, beside the deployments, has the paths of OpenAI.
    name: 'Azure catalogue chat',
    folder: 'openai',
    accepts: ({ api, request }) => api === 'azure-openai' && request?.url.includes('/models/') === true,
    path: () => '/openai/v1/chat/completions',
  },
  {
    // Requests to followers of OpenAI carry fields that OpenAI refuses; the router, like them, takes those.
    name: 'OpenAI-compatible chat',
    folder: 'openai',
    accepts: ({ endpoint, api }) => endpoint === 'chat' && api.startsWith('openai-compat'),
    path: () => '/hf/v1/chat/completions',
  },
  {
    name: 'OpenAI embeddings',
    folder: 'openai',
    accepts: ({ endpoint, api }) => endpoint === 'embeddings' && api === 'openai',
    path: () => '/openai/v1/embeddings',
  },
  {
    name: 'OpenAI Responses',
    folder: 'openai',
    accepts: ({ endpoint }) => endpoint === 'responses',
    path: () => '/openai/v1/responses',
  },
  {
    name: 'Gemini generateContent, streamGenerateContent and embeddings',
    folder: 'gemini',
    accepts: ({ endpoint }) => /^(?:stream)?generateContent$|embedContent/iu.test(endpoint),
    path: geminiPath,
  },
];

function recordingsOf(root: string, { folder, accepts }: Group): readonly (readonly [name: string, file: Recording])[] {
  return readdirSync(join(root, folder))
    .map((name) => [name, recording.parse(JSON.parse(readFileSync(join(root, folder, name), 'utf8')))] as const)
    .filter(([, file]) => file.provenance === 'recorded' && file.response.status === 200 && accepts(file))
    .filter(([, { request }]) => typeof request?.body === 'object' && request.body !== null);
}

const reason = recordingsFolder === undefined ? ' (skipped: there are no recordings beside this repository)' : '';

describe.skipIf(recordingsFolder === undefined)(`recorded requests${reason}`, () => {
  it.each(groups)('$name: at least 95 % are accepted', async (group) => {
    const files = recordingsOf(recordingsFolder ?? '', group);
    const own = sandbox();
    const refused: string[] = [];
    for (const [name, file] of files) {
      const response = await post(group.path(file), file.request?.body, own);
      const text = await response.text();
      if (response.status !== 200) refused.push(`${name}: ${response.status} ${text.slice(0, 300)}`);
    }
    console.info(`${group.name}: ${files.length - refused.length} of ${files.length} accepted`, refused.join('\n'));
    expect(files.length).toBeGreaterThan(0);
    expect(refused.length / files.length).toBeLessThanOrEqual(0.05);
  });
});
