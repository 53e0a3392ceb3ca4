import { ambientClock, type Clock } from '../../clock.ts';
import { diskReason } from '../disk-reason.ts';
import type { Blob, BlobStore } from './blobs.ts';
import { RunFileError } from './error.ts';
import { removeSecrets } from './remove-secrets.ts';
import type { RunFileHandle } from './run-file-handle.ts';

/** The file as it was found. */
interface FileEnd {
  /** Bytes up to the end of the last whole line. */
  readonly wholeBytes: number;
  /** Whether something torn follows, to be cut off. */
  readonly torn: boolean;
  /** Whether the last whole line lacks its line end. */
  readonly lacksLineEnd: boolean;
}

/** Where and how lines are appended. */
interface Appending {
  readonly path: string;
  readonly found: FileEnd;
  readonly blobs: BlobStore;
  /** Taken out of every line. */
  readonly secrets?: readonly string[] | undefined;
  readonly clock?: Clock | undefined;
}

/** A line that is to be written, with what it refers to. */
interface Pending {
  readonly line: string;
  readonly blobs: readonly Blob[];
}

/** Lines after which, or milliseconds, the disk is waited for. */
const linesBetweenSyncs = 64;
const syncEveryMs = 1000;

/** Characters that are written at once, about. */
const charactersInAWrite = 1_000_000;

/**
 * Appends whole lines, or nothing: what the disk takes in part is cut off again, and kept, with all that follows, until
 * the disk takes it. Lines that come while the disk is busy are written together.
 */
export class LineAppender {
  readonly #handle: RunFileHandle;
  readonly #path: string;
  readonly #blobs: BlobStore;
  readonly #secrets: readonly string[];
  readonly #clock: Clock;
  #wholeBytes: number;
  #torn: boolean;
  #unsynced = 0;
  #lastSync: number;
  readonly #unwritten: Pending[];
  /** The last write that was begun, settled or not; and the one that waits for it. */
  #writing: Promise<unknown> = Promise.resolve();
  #next: Promise<void> | undefined;
  #syncing: Promise<void> = Promise.resolve();
  #syncFailure: { readonly reason: unknown } | undefined;

  constructor(handle: RunFileHandle, { path, found, blobs, secrets = [], clock = ambientClock }: Appending) {
    this.#handle = handle;
    this.#path = path;
    this.#blobs = blobs;
    this.#secrets = secrets;
    this.#clock = clock;
    this.#lastSync = clock.now();
    this.#wholeBytes = found.wholeBytes;
    this.#torn = found.torn;
    this.#unwritten = found.lacksLineEnd ? [{ line: '\n', blobs: [] }] : [];
  }

  /** The lines that the disk has not taken, in their order. */
  get unwritten(): readonly string[] {
    return this.#unwritten.map(({ line }) => line);
  }

  /**
   * Appends the records, a line each, after what was appended before. Resolves when the system has them. Secrets are
   * taken out. The disk is asked to keep them every second or 64 lines, which is not waited for.
   *
   * @param blobs what the records refer to; written before them
   * @throws RunFileError `disk`; the lines are kept and tried again with the next call
   */
  append(records: readonly object[], blobs: readonly Blob[] = []): Promise<void> {
    const last = records.length - 1;
    for (const [place, record] of records.entries()) {
      const line = removeSecrets(`${JSON.stringify(record)}\n`, this.#secrets);
      this.#unwritten.push({ line, blobs: place === last ? blobs : [] });
    }
    return this.#flushed();
  }

  /**
   * Waits until every line is on the disk.
   *
   * @throws RunFileError `disk`
   */
  async sync(): Promise<void> {
    await this.#flushed();
    await this.#syncing;
    this.#syncInBackground();
    await this.#syncing;
    await this.#orDiskError(() => this.#throwSyncFailure());
  }

  /**
   * Tries once more what could not be written, leaves whole lines only, and closes the file either way.
   *
   * @throws RunFileError `disk`, saying how many lines are lost
   */
  async close(): Promise<void> {
    try {
      await this.#flushed();
    } finally {
      await this.#syncing;
      await this.#cutAndClose();
    }
  }

  async #cutAndClose(): Promise<void> {
    try {
      await this.#orDiskError(() => this.#cutTornLine());
    } finally {
      await this.#orDiskError(() => this.#handle.close());
    }
  }

  /** Resolves when everything that was appended until now is written; one write at a time. */
  #flushed(): Promise<void> {
    this.#next ??= this.#writing.then(() => {
      this.#next = undefined;
      const flushing = this.#flush();
      // Those who wait for it have the error.
      this.#writing = flushing.catch(() => undefined);
      return flushing;
    });
    return this.#next;
  }

  async #flush(): Promise<void> {
    await this.#orDiskError(() => this.#throwSyncFailure());
    while (this.#unwritten.length > 0) {
      const batch = this.#batch();
      await this.#orDiskError(() => this.#write(batch));
      this.#unwritten.splice(0, batch.length);
      this.#unsynced += batch.length;
    }
    if (this.#unsynced >= linesBetweenSyncs || this.#clock.now() - this.#lastSync >= syncEveryMs) {
      this.#syncInBackground();
    }
  }

  #batch(): readonly Pending[] {
    let characters = 0;
    const end = this.#unwritten.findIndex(({ line }) => {
      characters += line.length;
      return characters >= charactersInAWrite;
    });
    return end === -1 ? [...this.#unwritten] : this.#unwritten.slice(0, end + 1);
  }

  async #write(batch: readonly Pending[]): Promise<void> {
    for (const { blobs } of batch) for (const blob of blobs) await this.#blobs.put(blob);
    await this.#writeLines(new TextEncoder().encode(batch.map(({ line }) => line).join('')));
  }

  async #writeLines(lines: Uint8Array): Promise<void> {
    await this.#cutTornLine();
    this.#torn = true;
    const { bytesWritten } = await this.#handle.write(lines);
    // A disk takes them in part when it is running full.
    if (bytesWritten < lines.length) throw new Error(`it took ${bytesWritten} of ${lines.length} bytes and is full`);
    this.#torn = false;
    this.#wholeBytes += lines.length;
  }

  /** Answers need not wait for the disk: a kill does not take what the system has. */
  #syncInBackground(): void {
    this.#unsynced = 0;
    this.#lastSync = this.#clock.now();
    this.#syncing = this.#syncing
      .then(() => this.#handle.datasync())
      .catch((reason: unknown) => {
        this.#syncFailure = { reason };
      });
  }

  /** A failure that came in the background belongs to the next who asks. */
  async #throwSyncFailure(): Promise<void> {
    const failure = this.#syncFailure;
    this.#syncFailure = undefined;
    if (failure !== undefined) throw failure.reason;
  }

  async #cutTornLine(): Promise<void> {
    if (!this.#torn) return;
    await this.#handle.truncate(this.#wholeBytes);
    this.#torn = false;
  }

  async #orDiskError(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (reason) {
      const kept = this.#unwritten.length;
      const message =
        `Cannot write to ${this.#path}: ${diskReason(reason)}. What it holds is safe; lines that could not be added: ` +
        `${kept}. Free some space or choose another place, and run what is missing again.`;
      throw new RunFileError('disk', this.#path, message, { unwritten: kept });
    }
  }
}
