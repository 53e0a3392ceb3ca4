/** Says what a recording is an answer of: which adapter reads it, as which task, counted in which group. */
import { ERRORS } from './groups.ts';
import type { Recorded } from './recordings.ts';
import { at, isRecord, listAt, parseJson, stringAt } from './witness/json.ts';

export type Vendor = 'openai' | 'gemini' | 'hf';

export interface Endpoint {
  readonly vendor: Vendor;
  /** `chat`, or one of Hugging Face's tasks. */
  readonly task: string;
  readonly streamed: boolean;
  readonly group: string;
}

/** Undefined: an endpoint that is not replayed (images, audio, model pages, OpenAI's Responses…). */
export function endpointOf(recorded: Recorded): Endpoint | undefined {
  const streamed = isStreamed(recorded);
  const found = FINDERS.map((find) => find(recorded, streamed)).find((group) => group !== undefined);
  if (found === undefined) return undefined;
  return { ...found, streamed, group: recorded.status >= 400 ? `${found.vendor}${ERRORS}` : found.group };
}

type Finder = (recorded: Recorded, streamed: boolean) => Omit<Endpoint, 'streamed'> | undefined;

const FINDERS: readonly Finder[] = [findGemini, findOpenAI, findHfChat, findHfTask];

function findGemini({ label, url, folder, file }: Recorded): Omit<Endpoint, 'streamed'> | undefined {
  if (label !== 'generateContent' && label !== 'streamGenerateContent') return undefined;
  const vertex = url.includes('aiplatform') || file.startsWith(`${folder}/vertex`);
  return { vendor: 'gemini', task: 'chat', group: `${vertex ? 'vertex' : 'gemini'} ${label}` };
}

function findOpenAI({ label, folder }: Recorded, streamed: boolean): Omit<Endpoint, 'streamed'> | undefined {
  if (label !== 'chat' || folder === 'hf-chat') return undefined;
  return { vendor: 'openai', task: 'chat', group: `openai chat${streamed ? ' stream' : ''}` };
}

function findHfChat(recorded: Recorded, streamed: boolean): Omit<Endpoint, 'streamed'> | undefined {
  const { folder, label, url, sent } = recorded;
  if (!folder.startsWith('hf-')) return undefined;
  const chat = label === 'chat' || label.startsWith('chat-completion') || url.includes('/chat/completions');
  if (!chat && !Array.isArray(at(sent, 'messages'))) return undefined;
  return { vendor: 'hf', task: 'chat', group: `${folder} chat${streamed ? ' stream' : ''}` };
}

function findHfTask(recorded: Recorded, streamed: boolean): Omit<Endpoint, 'streamed'> | undefined {
  if (!recorded.folder.startsWith('hf-') || recorded.method !== 'POST') return undefined;
  const task = recorded.status >= 400 ? taskOfRequest(recorded) : (taskOfUrl(recorded) ?? taskOfAnswer(recorded));
  if (task === undefined || !REPLAYED_TASKS.has(task)) return undefined;
  return { vendor: 'hf', task, group: `hf ${task}${streamed ? ' stream' : ''}` };
}

const REPLAYED_TASKS = new Set([
  ...['text-generation', 'summarization', 'translation', 'text-classification', 'zero-shot-classification'],
  ...['token-classification', 'question-answering', 'fill-mask', 'embedding'],
]);

function taskOfUrl({ url }: Recorded): string | undefined {
  const named = /\/pipeline\/([a-z-]+)/.exec(url)?.[1];
  return named === 'feature-extraction' ? 'embedding' : named;
}

/** What an answer is, by the fields of its first element. First match decides. */
const TASK_BY_FIELD: readonly (readonly [field: string, task: string])[] = [
  ['summary_text', 'summarization'],
  ['translation_text', 'translation'],
  ['conversation', 'conversational'],
  ['generated_text', 'text-generation'],
  ['labels', 'zero-shot-classification'],
  ['entity_group', 'token-classification'],
  ['entity', 'token-classification'],
  ['token_str', 'fill-mask'],
  ['cells', 'table-question-answering'],
];

/** Models whose answers have the shape of another task's. */
const TASK_BY_MODEL: readonly (readonly [model: RegExp, task: string])[] = [
  [/image-captioning/, 'image-to-text'],
  [/scikit-learn|wine-quality/, 'tabular'],
  [/donut|layoutlm|vilt/, 'document-question-answering'],
  [/detr|stable-diffusion/, 'image-segmentation'],
  [/kan-bayashi|speech/, 'text-to-speech'],
];

function taskOfAnswer(recorded: Recorded): string | undefined {
  const byModel = TASK_BY_MODEL.find(([model]) => model.test(recorded.url));
  if (byModel !== undefined) return byModel[1];
  if (at(recorded.sent, 'inputs', 'source_sentence') !== undefined) return 'sentence-similarity';
  const body = parseJson(recorded.body ?? '');
  if (body === undefined) return taskOfText(recorded);
  const first = Array.isArray(body) ? body[0] : body;
  const byField = TASK_BY_FIELD.find(([field]) => isRecord(first) && field in first);
  return byField?.[1] ?? taskOfShape(recorded, body);
}

/** No JSON: an event stream of Text Generation Inference, or a body that was left out. */
function taskOfText({ body, label }: Recorded): string | undefined {
  if (body === undefined) return label === 'feature-extraction' ? 'embedding' : undefined;
  return /^data: ?\{"(?:index|token|error)"/.test(body) ? 'text-generation' : undefined;
}

function taskOfShape({ label, sent }: Recorded, body: unknown): string | undefined {
  const question = at(sent, 'inputs', 'question') ?? at(sent, 'question');
  if (stringAt(body, 'answer') !== undefined && question !== undefined) return 'question-answering';
  if (stringAt(body, 'choices', 0, 'text') !== undefined) return 'text-generation';
  if (stringAt(body, 0, 0, 'label') !== undefined) return 'text-classification';
  const numbers = typeof listAt(body).flat(3)[0] === 'number';
  return numbers && (label === 'feature-extraction' || label.startsWith('task.')) ? 'embedding' : undefined;
}

/** For an error, whose body does not tell: by what was asked, else a generation, the task that needs least. */
function taskOfRequest(recorded: Recorded): string | undefined {
  const { url, sent } = recorded;
  if (!/huggingface\.co/.test(url)) return undefined;
  const byModel = TASK_BY_MODEL.find(([model]) => model.test(url));
  const inputs = at(sent, 'inputs');
  if (byModel !== undefined || at(inputs, 'sentences') !== undefined) return byModel?.[1] ?? 'sentence-similarity';
  if (taskOfUrl(recorded) !== undefined) return taskOfUrl(recorded);
  if (/sst-2/.test(url)) return 'text-classification';
  if (/conll03/.test(url)) return 'token-classification';
  return typeof inputs === 'string' && /\[MASK\]/.test(inputs) ? 'fill-mask' : 'text-generation';
}

/** Gemini's streams may be recorded as the JSON array that it gives without `alt=sse`. */
function isStreamed({ label, headers, body }: Recorded): boolean {
  if (label === 'streamGenerateContent') return true;
  return /event-stream/.test(headers['content-type'] ?? '') || /^(?:data|event):/.test(body ?? '');
}
