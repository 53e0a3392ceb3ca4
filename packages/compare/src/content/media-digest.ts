import type { MediaInput } from '@x/core';
import { fromBase64 } from '@x/core/adapter';
import { mistake } from '../mistake.ts';
import { sha256 } from './digest.ts';
import { addressWithoutSecrets } from './secrets.ts';

/** What stands for an image, a sound or a file in keys and run files: its place, or its type and a hash of its bytes. */
type MediaDigest =
  | { readonly url: string; readonly mediaType?: string | undefined }
  | { readonly mediaType: string; readonly sha256: string };

/** Digests by identity: a template hands its media on as the same objects for every row. */
export type MediaDigests = ReadonlyMap<unknown, MediaDigest>;

/**
 * Hashes every medium once, so that a picture in a prompt costs one hash and not one a cell.
 *
 * @throws InferenceError `invalid-request` for data that cannot be read
 */
export async function digestMedia(media: Iterable<MediaInput>): Promise<MediaDigests> {
  const digests = new Map<unknown, MediaDigest>();
  for (const one of media) if (!digests.has(one)) digests.set(one, await digestOf(one));
  return digests;
}

async function digestOf(media: MediaInput): Promise<MediaDigest> {
  if ('url' in media) return { url: addressWithoutSecrets(media.url), mediaType: media.mediaType };
  if (media instanceof Blob) return { mediaType: media.type, sha256: sha256(await bytesOfBlob(media)) };
  return dataDigest(media.mediaType, media.data);
}

const dataDigest = (mediaType: string, data: string | Uint8Array): MediaDigest => ({
  mediaType,
  sha256: sha256(typeof data === 'string' ? bytesOfBase64(data, mediaType) : data),
});

/** What stands for an object that carries its medium in itself, as rows may; undefined for any other object. */
export function dataDigestOf({ mediaType, data }: Readonly<Record<string, unknown>>): MediaDigest | undefined {
  if (typeof mediaType !== 'string') return undefined;
  return typeof data === 'string' || data instanceof Uint8Array ? dataDigest(mediaType, data) : undefined;
}

async function bytesOfBlob(blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw mistake(`A file (${blob.type || 'of unknown type'}) in a prompt can no longer be read. Open it again.`);
  }
}

function bytesOfBase64(text: string, mediaType: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw mistake(`The data of a part of type ${mediaType} in a prompt is not base64. Give bytes, or base64 alone.`);
  }
}
