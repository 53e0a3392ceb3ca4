/**
 * What runs in every runtime: each provider, whole and streamed, with tools, vectors and an error, against a sandbox.
 * What it gives is the same wherever it runs.
 */
import { collectChat, generateObject, InferenceError, jsonSchema, registry, runTools, tool } from '@x/core';
import { withCache } from '@x/core/wrap';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';

/** @param host Where the sandbox listens. */
export async function program(host: string): Promise<unknown> {
  const options = { apiKey: 'key', allowBrowser: true, retry: { limit: 0 } };
  const x = registry({
    openai: openai({ ...options, baseUrl: `${host}/openai/v1` }),
    responses: openai({ ...options, id: 'responses', baseUrl: `${host}/openai/v1`, api: 'responses' }),
    gemini: gemini({ ...options, baseUrl: `${host}/gemini/v1beta` }),
    hf: hf({ ...options, baseUrl: `${host}/hf/v1` }),
  });
  const models = [
    'openai:gpt-4.1-mini',
    'responses:gpt-4.1-mini',
    'gemini:gemini-2.5-flash',
    'hf:meta-llama/Llama-3.1-8B-Instruct',
  ] as const;

  const chats = await Promise.all(
    models.map(async (model) => {
      const prompt = 'Say something with umlauts: Grüße, 世界.';
      const { text, finishReason, usage } = await x.run('chat', { model, prompt });
      const streamed = await collectChat(x.stream('chat', { model, prompt }));
      return { model, text, finishReason, usage, sameStreamed: streamed.text === text };
    }),
  );

  const schema = jsonSchema<{ city: string }>({
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  });
  const model = 'openai:gpt-4.1-mini';
  const { object } = await generateObject(x, { model, prompt: 'Where is the Louvre?' }, schema);
  const weather = tool({ input: schema, execute: ({ city }) => `It is sunny in ${city}.` });
  const { steps } = await runTools(x, {
    model,
    prompt: 'The weather in Paris?',
    tools: { weather },
    toolChoice: 'required',
  });

  const { vectors } = await x.run('embedding', { model: 'openai:text-embedding-3-small', texts: ['sea', 'moon'] });
  const { audio } = await x.run('text-to-speech', {
    model: 'openai:gpt-4o-mini-tts',
    text: 'Hello',
    voice: 'alloy',
    format: 'wav',
  });
  const heard = await x.run('automatic-speech-recognition', { model: 'openai:whisper-1', audio });

  const cached = withCache(x);
  await cached.run('chat', { model, prompt: 'Twice' });
  const again = await cached.run('chat', { model, prompt: 'Twice' });

  const failed = await x.run('chat', { model: 'gemini:sandbox/429', prompt: 'No' }).then(
    () => 'answered',
    (error: unknown) => (InferenceError.is(error) ? error.code : 'another error'),
  );
  const cut = await x
    .stream('chat', { model: 'openai:sandbox/cut-stream', prompt: 'No' })
    .result()
    .then(
      () => 'answered',
      (error: unknown) => (InferenceError.is(error) ? error.code : 'another error'),
    );
  return {
    chats,
    object,
    steps: steps.map(({ result }) => result.output),
    vectors: vectors.map((vector) => [vector.length, Number(vector[0]?.toFixed(6))]),
    audio: [audio.mediaType, audio.data.length],
    heard: heard.text,
    cached: again.meta.cached,
    failed,
    cut,
  };
}
