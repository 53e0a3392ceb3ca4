import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes that are kept beside the run file, under their own hash. */
export interface Blob {
  /** SHA-256, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** Keeps what is too long for a line. */
export interface BlobStore {
  /** Keeps a blob, whole or not at all; one that is there already is left alone. Throws what the system throws. */
  put(blob: Blob): Promise<void>;
}

/** The folder beside a run file that its blobs are in. */
export const blobFolder = (path: string): string => `${path}.blobs`;

/** Blobs as files of a folder that is made when it is first needed. */
export class FolderBlobs implements BlobStore {
  readonly #folder: string;

  /** @param path the run file's */
  constructor(path: string) {
    this.#folder = blobFolder(path);
  }

  async put({ sha256, bytes }: Blob): Promise<void> {
    const place = join(this.#folder, sha256);
    if (await isFile(place)) return;
    await mkdir(this.#folder, { recursive: true });
    const temporary = `${place}.new`;
    try {
      await writeThrough(temporary, bytes);
      await rename(temporary, place);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

/** Reads a blob of a run file. Throws what the system throws. */
export const readBlob = (path: string, sha256: string): Promise<Buffer> => readFile(join(blobFolder(path), sha256));

// On the disk before it has its name, so that a name always means the whole content.
async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // Whatever keeps it from being looked at will keep it from being written, and says so then.
    return false;
  }
}
