import type { Sampling } from '../../contract/input.ts';
import type { Part, ToolResultPart } from '../../contract/message.ts';
import type { FinishReason } from '../../contract/output.ts';
import type { CallIds } from '../../wire/call-ids.ts';
import { encodeMedia, mediaAddress, mediaName } from '../../wire/media.ts';
import type { RequestContext } from '../../wire/wire-task.ts';

/** How one kind of content part is written; a vendor that takes one more kind adds a row. */
export type PartWriter<T extends Part['type']> = (
  part: Extract<Part, { type: T }>,
  context: RequestContext,
) => object | Promise<object>;
export type PartTable = { readonly [T in Part['type']]?: PartWriter<T> };

/** Media types as the wire names audio formats. */
const audioFormats: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
};

const noAddress = (kind: string, context: RequestContext) => () =>
  context.refuse('unsupported', `${kind} by url is not taken here. Fetch it yourself and give its bytes as data`);

export const standardParts: PartTable = {
  text: ({ text }) => ({ type: 'text', text }),
  image: async ({ media }, context) => ({
    type: 'image_url',
    image_url: { url: await mediaAddress(media, noAddress('an image', context)) },
  }),
  audio: async ({ media }, context) => {
    const { mediaType, base64 } = await encodeMedia(media, noAddress('audio', context));
    const format = audioFormats[mediaType] ?? mediaType.split('/')[1];
    return { type: 'input_audio', input_audio: { data: base64, format } };
  },
  file: async ({ media }, context) => {
    const { mediaType, base64 } = await encodeMedia(media, noAddress('a file', context));
    const file = { file_data: `data:${mediaType};base64,${base64}`, filename: mediaName(media) ?? 'file' };
    return { type: 'file', file };
  },
};

/** What a vendor calls each sampling setting; null where it takes none, which drops the setting with a warning. */
export type ParameterTable = Readonly<Record<keyof Sampling, string | null>>;

export const standardParameters: ParameterTable = {
  maxTokens: 'max_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  topK: null,
  stop: 'stop',
  seed: 'seed',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
};

/** Up to 40 characters, which is what OpenAI says of a longer one; seen to hold at most hosts. */
export const standardCallIds: CallIds = { takes: /^[\w.:-]{1,40}$/, length: 24 };

export type ReasonTable = Readonly<Record<string, FinishReason>>;

/** `eos`, `eos_token` and `stop_sequence` are Text Generation Inference's words; `end_turn` is seen behind routers. */
export const standardReasons: ReasonTable = {
  stop: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  end_turn: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** What a tool gave back, as the text that a tool message carries. */
export function toolResultText({ output, failed }: ToolResultPart): string {
  const text = typeof output === 'string' ? output : (JSON.stringify(output) ?? '');
  return failed ? `Error: ${text}` : text;
}
