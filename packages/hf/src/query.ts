import { type CallOptions, InferenceError, runMany, type Secret } from '@x/core';
import { ambientPlatform, callJson, exchangeConfig, own } from '@x/core/adapter';
import { hf as chatHf } from './chat.ts';
import { hfBase } from './definition.ts';
import { lessTime } from './hub/waiting.ts';
import { type Manner, mannerOf } from './manner.ts';
import type { HfChatSettings, HfOptions } from './options.ts';
import { createRouter, settingsOf } from './routing.ts';

/** What `query` takes beside the prompt. */
export interface QueryOptions extends CallOptions, Pick<HfOptions, 'fetch' | 'baseUrl'> {
  /** The model's name on the Hub; with `:provider` behind it, a chat model at that provider. */
  readonly model: string;
  /** Default: HF_TOKEN, then HUGGINGFACEHUB_API_TOKEN. */
  readonly token?: Secret | undefined;
  /** A pipeline's name, old ones too. Default: what the Hub says that the model is for. */
  readonly task?: string | undefined;
  /** The settings of the model, as it spells them. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** What is asked: `texts` holds the prompt's texts, however it was given. */
interface Question extends Pick<QueryOptions, 'model' | 'parameters'> {
  readonly prompt: string | readonly string[];
  readonly texts: readonly string[];
}

/**
 * Asks one model, and gives the JSON of its answer as it came, array or object. Nothing has to be set up but HF_TOKEN.
 *
 * Without `task` the Hub is asked what the model is for; where it does not say, the model is asked plainly. Models that
 * hold conversations are asked through the router, all others at hf-inference. With `baseUrl` the Hub is not asked:
 * what ends in /v1 holds conversations, and anything else gets plain inputs.
 *
 * @param prompt One text, or a list of them: one answer for the list, or from a chat model a list of answers.
 * @throws InferenceError, with `status` and the host's own words
 *
 * @example
 * console.log(await query('The answer is', { model: 'openai-community/gpt2' })); // [{ generated_text: '…' }]
 */
export async function query(prompt: string | readonly string[], options: QueryOptions): Promise<unknown> {
  const { model, token, task, parameters, fetch, baseUrl, ...call } = options;
  const question = { prompt, texts: typeof prompt === 'string' ? [prompt] : prompt, model, parameters };
  requireQuestion(question);
  const settings = settingsOf({ apiKey: token, fetch, baseUrl });
  const began = ambientPlatform.now();
  const manner = await mannerOf({ model, task, settings, call });
  const rest = lessTime(call, ambientPlatform.now() - began);
  return manner === 'chat' ? askChat(question, settings, rest) : askTask(question, manner, settings, rest);
}

function requireQuestion({ texts, model }: Question): void {
  const refuse = (message: string): InferenceError =>
    new InferenceError({ code: 'invalid-request', provider: hfBase.id, message: `${hfBase.id}: ${message}` });
  if (typeof model !== 'string' || model.trim() === '') {
    throw refuse('no model was named. Set model to its name on the Hub, as owner/name');
  }
  if (texts.length === 0 || texts.some((text) => typeof text !== 'string' || text.trim() === '')) {
    throw refuse('the prompt is empty. Give a text, or a list of texts');
  }
}

async function askTask(
  question: Question,
  manner: Manner,
  settings: HfChatSettings,
  call: CallOptions,
): Promise<unknown> {
  const { prompt, texts, model, parameters } = question;
  const router = createRouter(settings);
  const pipeline = manner === 'embedding' ? 'feature-extraction' : undefined;
  // Feature extraction takes its settings beside the inputs.
  const json = manner === 'embedding' ? { inputs: prompt, ...parameters } : { inputs: prompt, parameters };
  const { body } = await callJson(
    exchangeConfig(hfBase, settings),
    { model, input: texts, request: (context) => ({ url: router.task(model, context, pipeline), json }) },
    call,
  );
  return body;
}

/** What pipelines call the settings that chat knows by another name. */
const chatNames: Readonly<Record<string, string>> = { max_new_tokens: 'max_tokens', max_length: 'max_tokens' };

async function askChat(question: Question, settings: HfChatSettings, call: CallOptions): Promise<unknown> {
  const { prompt, texts, model, parameters } = question;
  const renamed = Object.entries(parameters ?? {}).map(([name, value]) => [own(chatNames, name) ?? name, value]);
  const inputs = texts.map((text) => ({ model, prompt: text, parameters: Object.fromEntries(renamed) }));
  const { results } = await runMany(chatHf(settings), 'chat', inputs, call);
  const answers = results.map(({ meta }) => meta.raw);
  return typeof prompt === 'string' ? answers[0] : answers;
}
