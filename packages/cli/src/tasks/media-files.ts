import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import type { Media, MediaBytes } from '@x/core';
import { DiskError, reasonOf } from '../disk-error.ts';
import { UsageError } from '../usage-error.ts';

/** Media types by the ends of file names, the usual end of each type first. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.tiff': 'image/tiff',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.flac': 'audio/flac',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/opus',
  '.m4a': 'audio/mp4',
  '.webm': 'audio/webm',
  '.aac': 'audio/aac',
};

/**
 * An image or a sound as a person names it: a file, or an address that is handed to the vendor as it is.
 *
 * @throws UsageError for a file that cannot be read, or whose name does not say what it holds
 */
export async function readMedia(given: string, directory: string): Promise<Media> {
  if (/^(https?|data):/.test(given)) return { url: given };
  const mediaType = mediaTypes[extname(given).toLowerCase()];
  if (mediaType === undefined) {
    throw new UsageError(
      `${given} does not say what it holds. Its name must end in ${Object.keys(mediaTypes).join(', ')}`,
    );
  }
  try {
    return { mediaType, data: new Uint8Array(await readFile(resolve(directory, given))), filename: basename(given) };
  } catch (error) {
    throw new UsageError(`Cannot read ${given}: ${reasonOf(error)}`);
  }
}

/**
 * Keeps what an answer holds: the first under the name that was given, the others with their number before its end.
 *
 * @returns the names of the files
 * @throws DiskError when the disk refuses
 */
export async function writeMedia(
  media: readonly MediaBytes[],
  path: string,
  directory: string,
): Promise<readonly string[]> {
  const names = media.map((_, place) => (place === 0 ? path : numbered(path, place + 1)));
  for (const [place, { data }] of media.entries()) {
    const name = names[place] ?? path;
    try {
      await writeFile(resolve(directory, name), data);
    } catch (error) {
      throw new DiskError(`Cannot write ${name}: ${reasonOf(error)}. Name another place with --out`);
    }
  }
  return names;
}

function numbered(path: string, number: number): string {
  const end = extname(path);
  return `${path.slice(0, path.length - end.length)}-${number}${end}`;
}
