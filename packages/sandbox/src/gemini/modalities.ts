import type { AnswerChange } from '../faults/table.ts';
import { toBase64 } from '../media/base64.ts';
import { countTokens } from '../text/tokens.ts';
import { blockedPrompt, contentOf, type Envelope } from './answer.ts';
import { invalidArgument } from './errors.ts';
import type { GenerateContentRequest } from './messages.ts';
import { drawPicture } from './pictures.ts';
import { textOf } from './read-prompt.ts';
import { samplesType, speakSamples } from './sounds.ts';

/** What a model answers in. */
export type Modality = 'TEXT' | 'IMAGE' | 'AUDIO';

/** What each model may be asked for, by name; the first that fits. The models of faults take everything. */
const families: readonly { readonly models: RegExp; readonly modalities: readonly Modality[] }[] = [
  { models: /^sandbox\//u, modalities: ['TEXT', 'IMAGE', 'AUDIO'] },
  { models: /-image\b|^nano-banana/u, modalities: ['TEXT', 'IMAGE'] },
  { models: /-tts\b/u, modalities: ['AUDIO'] },
  { models: /^/u, modalities: ['TEXT'] },
];

/**
 * What an answer is to be made of: a picture or a sound where it is asked for, and from a model that draws also where
 * nothing is asked for.
 *
 * @throws VendorError (HTTP 400) for a modality that the model does not have.
 */
export function modalityOf({ generationConfig }: GenerateContentRequest, model: string): Modality {
  const known = families.find(({ models }) => models.test(model))?.modalities ?? [];
  const asked = (generationConfig?.responseModalities ?? []).map((name) => String(name).toUpperCase());
  const wanted = asked.length === 0 ? defaultOf(known) : asked;
  if (!wanted.every((name) => known.some((modality) => modality === name))) {
    throw invalidArgument(
      'The requested combination of response modalities is not supported by the model. ' +
        `models/${model} accepts the following combination of response modalities:\n* ${known.join(', ')}\n`,
    );
  }
  if (wanted.includes('AUDIO')) return 'AUDIO';
  return wanted.includes('IMAGE') ? 'IMAGE' : 'TEXT';
}

/** Unasked, a model that draws draws; every other writes, which a model that only speaks refuses. */
function defaultOf(known: readonly Modality[]): readonly Modality[] {
  return known.includes('IMAGE') && !known.includes('AUDIO') ? known : ['TEXT'];
}

/** What a picture costs, and a second of sound, in tokens (Gemini's own prices). */
const tokensOfPicture = 1290;
const tokensOfSecond = 25;
const bytesOfSecond = 48_000;

/** A whole `GenerateContentResponse` whose answer is a picture or a sound. */
export function mediumResponse(
  request: GenerateContentRequest,
  modality: Exclude<Modality, 'TEXT'>,
  { change, ...envelope }: Envelope & { readonly change: AnswerChange | undefined },
): unknown {
  const prompt = (request.contents ?? []).map(textOf).join('\n');
  const inputTokens = countTokens(prompt);
  const spent = (count: number): object => ({
    promptTokenCount: inputTokens,
    ...(count === 0 ? {} : { candidatesTokenCount: count }),
    totalTokenCount: inputTokens + count,
    promptTokensDetails: [{ modality: 'TEXT', tokenCount: inputTokens }],
    ...(count === 0 ? {} : { candidatesTokensDetails: [{ modality, tokenCount: count }] }),
  });
  if (change === 'prompt-block') return { ...blockedPrompt, usageMetadata: spent(0), ...envelope };
  const kept = keptReasons[modality][change ?? ''];
  if (kept !== undefined) {
    return { candidates: [{ finishReason: kept, index: 0 }], usageMetadata: spent(0), ...envelope };
  }
  const { data, mimeType, tokens } = modality === 'IMAGE' ? picture(request, envelope, prompt) : sound(prompt);
  const candidate = { ...contentOf([{ inlineData: { mimeType, data } }]), finishReason: 'STOP', index: 0 };
  return { candidates: [candidate], usageMetadata: spent(tokens), ...envelope };
}

/** Why a model that was changed gives no medium. */
const keptReasons: Readonly<Record<Exclude<Modality, 'TEXT'>, Readonly<Record<string, string>>>> = {
  IMAGE: { empty: 'NO_IMAGE', 'content-filter': 'IMAGE_SAFETY', refusal: 'IMAGE_PROHIBITED_CONTENT' },
  AUDIO: { empty: 'OTHER', 'content-filter': 'SAFETY', refusal: 'PROHIBITED_CONTENT' },
};

interface Medium {
  readonly mimeType: string;
  readonly data: string;
  readonly tokens: number;
}

function picture({ generationConfig }: GenerateContentRequest, { modelVersion }: Envelope, prompt: string): Medium {
  const ratio = generationConfig?.imageConfig?.aspectRatio ?? '1:1';
  const seed = `${modelVersion} ${prompt} ${generationConfig?.seed ?? ''}`;
  return { ...drawPicture(ratio, seed), tokens: tokensOfPicture };
}

function sound(prompt: string): Medium {
  const samples = speakSamples(prompt);
  const tokens = Math.max(1, Math.round((samples.length / bytesOfSecond) * tokensOfSecond));
  return { mimeType: samplesType, data: toBase64(samples), tokens };
}
