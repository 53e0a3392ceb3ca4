import { createdAt } from '../../chat-completions/dialect.ts';
import { missingParameter } from '../../chat-completions/request-error.ts';
import { drawPattern } from '../../engines/picture.ts';
import { fromBase64, toBase64 } from '../../media/base64.ts';
import { readImageHeader } from '../../media/image-size.ts';
import { encodePng } from '../../media/png.ts';
import { hashBytes, hexDigits } from '../../text/hash.ts';
import { countTokens } from '../../text/tokens.ts';
import { jsonReply } from '../../wire/reply.ts';
import { VendorError } from '../../wire/vendor-error.ts';
import type { UploadedFile } from '../body.ts';
import type { Call } from '../endpoint.ts';
import { planFor } from '../plan.ts';
import { pictureAddress } from './gallery.ts';
import { type EditRequest, type GenerationRequest, isGptImage, readEdit, readGeneration } from './request.ts';
import { readSize, type Size } from './sizes.ts';

const defaultModel = 'dall-e-2';
const defaultEditModel = 'gpt-image-1';
const tokensOfSource = 258;

/** Output tokens of one picture by its quality: what OpenAI charges for 1024 by 1024 pixels. */
const tokensOfQuality = { low: 272, medium: 1056, high: 4160 } as const;

/** Answers `POST /images/generations`. @throws VendorError where OpenAI would refuse the request. */
export function answerGeneration(call: Call): Response {
  const request = readGeneration(call.body);
  return answer(call, request, request.model ?? defaultModel, []);
}

/** Answers `POST /images/edits`, for a form and for JSON. @throws VendorError where OpenAI would refuse the request. */
export function answerEdit(call: Call): Response {
  const request = readEdit(call.body);
  return answer(call, request, request.model ?? defaultEditModel, sourcesOf(request));
}

function answer(
  call: Call,
  request: GenerationRequest | EditRequest,
  model: string,
  sources: readonly string[],
): Response {
  const { change, transport } = planFor(call, model, false);
  if (change === 'prompt-block' || change === 'content-filter') throw blocked();
  const size = readSize(model, request.size ?? undefined);
  const wantsBytes = isGptImage(model) || request.response_format === 'b64_json';
  const pictures = Array.from({ length: request.n ?? 1 }, (_, index) => {
    const seed = hexDigits(JSON.stringify([model, request.prompt, sources, index]), 32);
    const place = wantsBytes ? { b64_json: drawn(size, seed) } : { url: pictureAddress(call.url, size, seed) };
    return { ...place, ...(model.startsWith('dall-e-3') ? { revised_prompt: `[sandbox] ${request.prompt}` } : {}) };
  });
  const details = isGptImage(model) ? detailsOf(request, size, sources.length) : {};
  return jsonReply({ created: createdAt, data: change === 'empty' ? [] : pictures, ...details }, transport);
}

function drawn({ width, height }: Size, seed: string): string {
  return toBase64(encodePng(drawPattern(width, height, seed)));
}

/** What only the newer models say of their pictures. */
function detailsOf(request: GenerationRequest | EditRequest, { width, height }: Size, sourceCount: number): object {
  const { quality: asked, n } = request;
  const quality = asked === 'low' || asked === 'high' ? asked : 'medium';
  const input = { text_tokens: countTokens(request.prompt), image_tokens: sourceCount * tokensOfSource };
  const inputTokens = input.text_tokens + input.image_tokens;
  const outputTokens = tokensOfQuality[quality] * (n ?? 1);
  return {
    background: 'opaque',
    // Whatever format is asked for, a PNG is what the sandbox can write.
    output_format: 'png',
    quality,
    size: `${width}x${height}`,
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: input,
      output_tokens: outputTokens,
      output_tokens_details: { image_tokens: outputTokens, text_tokens: 0 },
      total_tokens: inputTokens + outputTokens,
    },
  };
}

/** What stands for the content of each picture that is to be changed. */
function sourcesOf({ image, images }: EditRequest): readonly string[] {
  const files = [image ?? []].flat().map((file, index) => uploaded(file, `image[${index}]`));
  const addresses = (images ?? []).map((source, index) => addressed(source, `images[${index}]`));
  if (files.length + addresses.length === 0) throw missingParameter('image');
  return [...files, ...addresses];
}

function uploaded({ bytes }: UploadedFile, param: string): string {
  if (readImageHeader(bytes) === undefined) throw noImage(param);
  return String(hashBytes(bytes));
}

/** An address that is not of the kind `data:` stands for itself, because the sandbox fetches nothing. */
function addressed(source: NonNullable<EditRequest['images']>[number], param: string): string {
  const address = source.image_url ?? source.file_id;
  if (!address) throw missingParameter(`${param}.image_url`);
  const bytes = address.startsWith('data:') ? fromBase64(address) : undefined;
  if (address.startsWith('data:') && readImageHeader(bytes ?? new Uint8Array()) === undefined) {
    throw noImage(`${param}.image_url`);
  }
  return address;
}

function noImage(param: string): Error {
  return imageError('Invalid image data.', param, 'invalid_image_file');
}

function blocked(): Error {
  return imageError('Your request was rejected by the safety system.', null, 'moderation_blocked');
}

function imageError(message: string, param: string | null, code: string): Error {
  return new VendorError({
    status: 400,
    body: { error: { message, type: 'image_generation_user_error', param, code } },
  });
}
