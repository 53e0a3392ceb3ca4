/** Says which of Hugging Face's tasks a recording is of, from its address, its request and the shape of its answer. */
import type { Recorded } from './recordings.ts';
import { at, isRecord, listAt, parseJson, stringAt } from './witness/json.ts';

/** Of an answer: undefined when nothing tells. Names outside the contract (`audio-to-audio`, …) are given as well. */
export function taskOfAnswer(recorded: Recorded): string | undefined {
  // The ticket of a job says where to ask for the answer, under the address of the task that was asked.
  if (typeof recorded.body === 'string' && /^\{[^{[]*"polling_url"/.test(recorded.body)) return 'async job';
  return taskOfUrl(recorded) ?? taskOfName(recorded) ?? taskOfBody(recorded);
}

/** Of a failed call, whose body does not tell: by what was asked, else a generation, the task that needs least. */
export function taskOfRequest(recorded: Recorded): string {
  const { url, sent } = recorded;
  const inputs = at(sent, 'inputs');
  if (at(inputs, 'sentences') !== undefined) return 'sentence-similarity';
  const task = taskOfName(recorded) ?? taskOfUrl(recorded);
  if (task !== undefined) return task;
  if (/sst-2/.test(url)) return 'text-classification';
  if (/conll03/.test(url)) return 'token-classification';
  return typeof inputs === 'string' && /\[MASK\]/.test(inputs) ? 'fill-mask' : 'text-generation';
}

function taskOfUrl({ url }: Recorded): string | undefined {
  const named = /\/pipeline\/([a-z-]+)/.exec(url)?.[1];
  return named === 'feature-extraction' ? 'embedding' : named;
}

/**
 * Models whose answers have the shape of another task's, by a part of their address; and for addresses that say
 * nothing, a part of the name under which the recording was kept. First match decides.
 */
const TASK_BY_NAME: readonly (readonly [name: RegExp, task: string])[] = [
  [/image-captioning/, 'image-to-text'],
  [/scikit-learn|wine-quality/, 'tabular'],
  [/sepformer/, 'audio-to-audio'],
  [/donut|layoutlm/, 'document-question-answering'],
  [/vilt/, 'visual-question-answering'],
  [/tapas/, 'table-question-answering'],
  [/detr-resnet-50-panoptic/, 'image-segmentation'],
  [/detr-resnet-50/, 'object-detection'],
  [/clip-vit/, 'zero-shot-image-classification'],
  [/vit-base-patch16/, 'image-classification'],
  [/hubert|gender-recognition/, 'audio-classification'],
  [/wav2vec2-large-960h|whisper|wizper/, 'automatic-speech-recognition'],
  [/kan-bayashi/, 'text-to-speech'],
  [/sd-controlnet/, 'image-to-image'],
  [/stable-diffusion|\/flux|sdxl|\/lora$|images\/generations/, 'text-to-image'],
  [/sentence[-_]similarity/, 'sentence-similarity'],
];

function taskOfName({ url, file }: Recorded): string | undefined {
  return TASK_BY_NAME.find(([name]) => name.test(url) || name.test(file))?.[1];
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
  ['video', 'text-to-video'],
  ['images', 'text-to-image'],
  ['output', 'text-to-image'],
];

function taskOfBody(recorded: Recorded): string | undefined {
  if (at(recorded.sent, 'inputs', 'source_sentence') !== undefined) return 'sentence-similarity';
  if (typeof recorded.body !== 'string') return taskOfMissing(recorded);
  const body = parseJson(recorded.body);
  if (body === undefined) return taskOfText(recorded.body);
  const first = Array.isArray(body) ? body[0] : body;
  const byField = TASK_BY_FIELD.find(([field]) => isRecord(first) && field in first);
  return byField?.[1] ?? taskOfShape(recorded, body);
}

/** A body that was left out. */
function taskOfMissing({ label }: Recorded): string | undefined {
  return label === 'feature-extraction' ? 'embedding' : undefined;
}

/** No JSON: an event stream of Text Generation Inference. */
function taskOfText(body: string): string | undefined {
  return /^data: ?\{"(?:index|token|error)"/.test(body) ? 'text-generation' : undefined;
}

function taskOfShape({ label, sent }: Recorded, body: unknown): string | undefined {
  const question = at(sent, 'inputs', 'question') ?? at(sent, 'question');
  if (stringAt(body, 'answer') !== undefined && question !== undefined) return 'question-answering';
  if (stringAt(body, 'choices', 0, 'text') !== undefined) return 'text-generation';
  if (stringAt(body, 'data', 0, 'b64_json') !== undefined) return 'text-to-image';
  if (stringAt(body, 0, 0, 'label') !== undefined) return 'text-classification';
  const numbers = typeof listAt(body).flat(3)[0] === 'number';
  return numbers && (label === 'feature-extraction' || label.startsWith('task.')) ? 'embedding' : undefined;
}
