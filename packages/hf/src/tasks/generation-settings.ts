import type { Sampling, TextGenerationInput } from '@x/core';
import { type RequestContext, stopList } from '@x/core/adapter';
import type { TaskParameters } from './body.ts';

/** What Text Generation Inference calls each setting; null where it has none. */
const names: Readonly<Record<keyof Sampling, string | null>> = {
  maxTokens: 'max_new_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  topK: 'top_k',
  stop: 'stop',
  seed: 'seed',
  frequencyPenalty: 'frequency_penalty',
  presencePenalty: null,
};

/** Values that mean "off" and that the server refuses all the same, with what says it there. */
const neutral: readonly {
  readonly setting: keyof Sampling;
  readonly value: number;
  readonly instead: TaskParameters;
}[] = [
  { setting: 'temperature', value: 0, instead: { do_sample: false } },
  { setting: 'topP', value: 1, instead: {} },
];

/** Models that read a text and write another, by the names of their families. They never begin with the prompt. */
const sequenceToSequence =
  /(?:^|[/_-])(?:flan|m?t5|byt5|ul2|m?bart|pegasus|marian|opus-mt|nllb|m2m100|prophetnet|led|blenderbot)(?![a-z])/i;

/**
 * The settings of a text generation under the wire's names.
 *
 * The prompt is asked to be left out of the answer, which is the default of Text Generation Inference and not that of
 * the Transformers pipelines; the pipeline of sequence-to-sequence models refuses even to hear of it. A stream, which
 * only Text Generation Inference gives, is asked to say why it ended; for whole answers some backends refuse that.
 */
export function generationSettings(input: TextGenerationInput, context: RequestContext): TaskParameters {
  const written: Record<string, unknown> = {
    ...(!sequenceToSequence.test(input.model) && { return_full_text: false }),
    ...(context.streaming && { details: true }),
  };
  for (const setting of Object.keys(names) as (keyof Sampling)[]) {
    if (input[setting] !== undefined) Object.assign(written, writeSetting(setting, input, context));
  }
  return written;
}

function writeSetting(setting: keyof Sampling, input: TextGenerationInput, context: RequestContext): TaskParameters {
  const name = names[setting];
  if (name === null) {
    context.warn({ type: 'unsupported', setting, message: 'text generation does not take it; it was left out' });
    return {};
  }
  const off = neutral.find((row) => row.setting === setting && row.value === input[setting]);
  if (off === undefined) return { [name]: setting === 'stop' ? stopList(input.stop) : input[setting] };
  const told = Object.keys(off.instead).map((key) => `${key}: ${off.instead[key]}`);
  const message = `${off.value} means off, which the wire says by ${told.join(', ') || 'leaving it out'}`;
  context.warn({ type: 'changed', setting, message });
  return off.instead;
}
