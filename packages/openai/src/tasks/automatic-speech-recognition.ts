import type { TaskInput, TaskOutput } from '@x/core';
import { type RequestContext, vendorSettings, wireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import { callUrl } from '../hosts.ts';
import { formOf } from './form.ts';
import { readFile } from './media-input.ts';
import { TokenUsage, tokenUsage } from './usage.ts';

type Input = TaskInput<'automatic-speech-recognition'>;
type Chunks = NonNullable<TaskOutput<'automatic-speech-recognition'>['chunks']>;

const Transcript = z.object({
  text: z.string(),
  segments: z.optional(z.nullable(z.array(z.object({ text: z.string(), start: z.number(), end: z.number() })))),
  usage: TokenUsage,
});

/** What is said in a recording; with `timestamps` also when, in seconds. `prompt` goes through `parameters`. */
export const automaticSpeechRecognition = wireTask<'automatic-speech-recognition', z.infer<typeof Transcript>>({
  async request(input, context) {
    const { model, audio } = input;
    const body = formOf({
      model,
      file: await readFile(audio, { kind: 'audio', name: 'audio' }, context),
      language: languageOf(input, context),
      ...timingOf(input, context),
      ...vendorSettings(input, context),
    });
    return { url: callUrl(context, '/audio/transcriptions', model), body };
  },
  reply: Transcript,
  output({ text, segments, usage }, { timestamps }, reply) {
    const chunks: Chunks | undefined =
      timestamps === false ? undefined : segments?.map(({ text, start, end }) => ({ text, start, end }));
    return { text, ...(chunks && { chunks }), ...reply.base({ usage: tokenUsage(usage) }) };
  },
});

/** The API takes the language (ISO 639-1) without region or script. */
function languageOf({ language }: Input, context: RequestContext): string | undefined {
  const [primary = ''] = language?.split(/[-_]/) ?? [];
  if (language === undefined || primary === language) return language;
  context.warn({ type: 'changed', setting: 'language', message: `the API takes no regions; ${primary} was sent` });
  return primary;
}

interface Timing {
  readonly models: RegExp;
  /** What asks for times; null where nothing does. */
  readonly fields: object | null;
}

/** How models are asked for times (the specification of /audio/transcriptions); the first row that fits decides. */
const timings: readonly Timing[] = [
  { models: /transcribe-diarize/, fields: { response_format: 'diarized_json', chunking_strategy: 'auto' } },
  { models: /^gpt-.*transcribe/, fields: null },
  { models: /^/, fields: { response_format: 'verbose_json', timestamp_granularities: ['segment'] } },
];

function timingOf({ model, timestamps }: Input, context: RequestContext): object {
  if (!timestamps) return {};
  const fields = timings.find(({ models }) => models.test(model))?.fields;
  if (fields) return fields;
  const message = `${model} gives no times; the text comes without. whisper-1 gives them`;
  context.warn({ type: 'unsupported', setting: 'timestamps', message });
  return {};
}
