import { faultNames } from '../faults/table.ts';

const generates = ['generateContent', 'countTokens'];
const embeds = ['embedContent', 'batchEmbedContents', 'countTokens'];

const draws = ['predict'];

/** The input limit that the sandbox holds Gemini's chat models to. */
export const inputTokenLimit = 1_048_576;

const listed: readonly (readonly [id: string, methods: readonly string[]])[] = [
  ['gemini-2.5-flash', generates],
  ['gemini-2.5-pro', generates],
  ['gemini-2.5-flash-lite', generates],
  ['gemini-3-pro-preview', generates],
  ['gemini-2.5-flash-image', generates],
  ['gemini-3-pro-image', generates],
  ['gemini-2.5-flash-preview-tts', generates],
  ['gemini-embedding-001', embeds],
  ['imagen-4.0-generate-001', draws],
  ['imagen-4.0-fast-generate-001', draws],
  ...faultNames.map((name) => [`sandbox/${name}`, [...generates, ...embeds, ...draws]] as const),
];

/** Methods that go by the name of another. */
const sameAs: Readonly<Record<string, string>> = { streamGenerateContent: 'generateContent' };

/** Whether a model has a method. One that is not listed has all but drawing, which only the Imagen models have. */
export function hasMethod(id: string, method: string): boolean {
  const methods = listed.find(([listedId]) => listedId === id)?.[1];
  if (methods !== undefined) return methods.includes(sameAs[method] ?? method);
  return id.startsWith('imagen') === draws.includes(method) || id.startsWith('sandbox/');
}

/** The answer of `GET /models`: one page, from `pageToken` on, with a token when there is more. */
export function listModels(pageSize: number, pageToken: number): unknown {
  const page = listed.slice(pageToken, pageToken + pageSize);
  const next = pageToken + pageSize;
  return {
    models: page.map(([id, methods]) => describe(id, methods)),
    ...(next < listed.length ? { nextPageToken: String(next) } : {}),
  };
}

/** The answer of `GET /models/{id}`; models that are not listed are taken for chat models, or for Imagen by their name. */
export function describeModel(id: string): unknown {
  return describe(
    id,
    listed.find(([listedId]) => listedId === id)?.[1] ?? (id.startsWith('imagen') ? draws : generates),
  );
}

function describe(id: string, supportedGenerationMethods: readonly string[]): unknown {
  return {
    name: `models/${id}`,
    baseModelId: id,
    version: '001',
    displayName: `${id} (sandbox)`,
    description: 'Answered by the sandbox, not by Google.',
    inputTokenLimit,
    outputTokenLimit: 65_536,
    supportedGenerationMethods,
    temperature: 1,
    topP: 0.95,
    topK: 64,
    maxTemperature: 2,
    thinking: false,
  };
}
