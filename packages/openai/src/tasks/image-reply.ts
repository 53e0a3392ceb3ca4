import type { MediaBytes, OutputBase } from '@x/core';
import { check, download, fromBase64, type ReplyContext } from '@x/core/adapter';
import * as z from 'zod/mini';
import { shownType } from './media-type.ts';
import { TokenUsage, tokenUsage } from './usage.ts';

const text = z.optional(z.nullable(z.string()));

const Images = z.object({
  data: z.array(z.object({ b64_json: text, url: text })).check(z.minLength(1)),
  output_format: text,
  usage: TokenUsage,
});

/** The images of an answer: as base64, or at addresses, which are fetched without the key. */
export async function readImages(
  body: unknown,
  reply: ReplyContext,
): Promise<OutputBase & { readonly images: readonly MediaBytes[] }> {
  const { data, output_format: format, usage } = check(Images, body, reply);
  const stated = format ? `image/${format}` : undefined;
  const images = await Promise.all(data.map((image, place) => readImage(image, place, stated, reply)));
  return { images, ...reply.base({ usage: tokenUsage(usage) }) };
}

type WireImage = z.infer<typeof Images>['data'][number];

async function readImage(
  { b64_json: base64, url }: WireImage,
  place: number,
  stated: string | undefined,
  reply: ReplyContext,
): Promise<MediaBytes> {
  const found = base64
    ? { mediaType: stated, data: decode(base64, place, reply) }
    : url && (await download(url, reply));
  if (!found || found.data.length === 0) throw reply.unreadable(`data.${place} holds no image`);
  // Storage places call all that they hold application/octet-stream; the bytes know better.
  return { mediaType: shownType(found.data) ?? found.mediaType ?? 'image/png', data: found.data };
}

function decode(base64: string, place: number, reply: ReplyContext): Uint8Array {
  try {
    return fromBase64(base64);
  } catch {
    throw reply.unreadable(`data.${place}.b64_json is not base64`);
  }
}
