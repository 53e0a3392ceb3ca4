/** Sends a recording through the adapter that it belongs to. */
import { InferenceError, type InferenceProvider } from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import { lastWords, modelAsked } from './asked.ts';
import { type Endpoint, MODEL_PAGE, type Vendor } from './endpoints.ts';
import { callTask, generationInput, isHfTask } from './hf-calls.ts';
import { describeModel } from './hf-model-page.ts';
import { chatFacts, drain, generationFacts } from './observe.ts';
import { recordedFetch } from './recorded-fetch.ts';
import type { Recorded, RecordedBody } from './recordings.ts';
import type { ObservedFacts, Outcome } from './witness/expectation.ts';

const MODELS: Readonly<Record<Vendor, string>> = {
  openai: 'gpt-4o-mini',
  gemini: 'gemini-2.5-flash',
  hf: 'meta-llama/Llama-3.1-8B-Instruct',
};

/** `pieceBytes`: the size of the pieces that the body comes in; undefined for one piece. Never throws. */
export async function replay(
  recorded: Recorded,
  endpoint: Endpoint,
  body: RecordedBody,
  pieceBytes?: number,
): Promise<Outcome> {
  const fetch = recordedFetch(recorded, body, { pieceBytes, pipelineTag: endpoint.task });
  try {
    return { kind: 'answer', facts: await call(recorded, endpoint, fetch) };
  } catch (error) {
    return outcomeOf(error);
  }
}

async function call(recorded: Recorded, endpoint: Endpoint, fetch: typeof globalThis.fetch): Promise<ObservedFacts> {
  // Retries are off: a recorded failure is to be seen as it is.
  const options = { fetch, retry: { limit: 0 } };
  if (endpoint.vendor === 'openai') {
    return chat(openai({ apiKey: 'sk-replay', api: endpoint.api ?? 'chat', ...options }), recorded, endpoint);
  }
  if (endpoint.vendor === 'gemini') return chat(gemini({ apiKey: 'replay', ...options }), recorded, endpoint);
  const provider = hf({ apiKey: 'hf_replay', ...options });
  if (endpoint.task === 'chat') return chat(provider, recorded, endpoint);
  if (endpoint.streamed) return streamGeneration(provider, recorded);
  if (endpoint.task === MODEL_PAGE) return describeModel(provider, recorded);
  if (isHfTask(endpoint.task)) return callTask(provider, endpoint.task, recorded);
  throw new Error(`no call is written for the task ${endpoint.task}`);
}

async function chat(
  provider: InferenceProvider<'chat'>,
  recorded: Recorded,
  { vendor, streamed }: Endpoint,
): Promise<ObservedFacts> {
  const messages = [{ role: 'user' as const, content: lastWords(recorded) }];
  const input = { model: modelAsked(recorded, MODELS[vendor]), messages };
  return chatFacts(streamed ? await drain(provider.stream('chat', input)) : await provider.run('chat', input));
}

async function streamGeneration(
  provider: InferenceProvider<'text-generation'>,
  recorded: Recorded,
): Promise<ObservedFacts> {
  return generationFacts(await drain(provider.stream('text-generation', generationInput(recorded))));
}

function outcomeOf(error: unknown): Outcome {
  if (InferenceError.is(error))
    return { kind: 'error', code: error.code, status: error.status, message: error.message };
  return { kind: 'error', code: 'not an InferenceError', message: String(error) };
}
