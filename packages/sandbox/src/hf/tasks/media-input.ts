import * as z from 'zod';
import { readAudioHeader } from '../../media/audio-header.ts';
import { fromBase64 } from '../../media/base64.ts';
import { readImageHeader } from '../../media/image-size.ts';
import { isObject } from '../../schema/json-schema.ts';
import { hashBytes } from '../../text/hash.ts';

/** What is known of the bytes of a medium besides its header. */
interface Received {
  readonly byteLength: number;
  /** Stands for the content: the same bytes have the same seed. */
  readonly seed: string;
}

/** An image in a request: base64, or the bytes of a raw body. */
export const imageInput = mediaInput(readImageHeader, 'Invalid image: cannot identify image file');

/** An image that may also come as `{ image }`, as the official client sends it to `zero-shot-image-classification`. */
export const wrappedImageInput = z.preprocess(
  (input) => (isObject(input) && 'image' in input ? input['image'] : input),
  imageInput,
);

/** A sound in a request: base64, or the bytes of a raw body. */
export const audioInput = mediaInput(readAudioHeader, 'Malformed soundfile');

/** @param complaint What is said of bytes whose header `readHeader` does not know. */
function mediaInput<Header extends object>(
  readHeader: (bytes: Uint8Array) => Header | undefined,
  complaint: string,
): z.ZodType<Header & Received> {
  return z.union([z.instanceof(Uint8Array), z.string()]).transform((input, context) => {
    const bytes = typeof input === 'string' ? fromBase64(input) : input;
    const header = bytes && readHeader(bytes);
    if (bytes !== undefined && header !== undefined) {
      return { ...header, byteLength: bytes.length, seed: String(hashBytes(bytes)) };
    }
    context.addIssue({ code: 'custom', message: complaint, input });
    return z.NEVER;
  });
}
