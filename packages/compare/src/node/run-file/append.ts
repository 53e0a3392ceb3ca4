import { diskReason } from '../disk-reason.ts';
import { RunFileError } from './error.ts';

/** What is needed of an open file: `node:fs/promises` has it, and a test can make it fail. */
export interface RunFileHandle {
  /** Appends bytes and says how many of them the disk took. */
  write(bytes: Uint8Array): Promise<{ readonly bytesWritten: number }>;
  /** Cuts the file to a length in bytes. */
  truncate(length: number): Promise<void>;
  /** Waits until what was written has reached the disk. */
  datasync(): Promise<void>;
  close(): Promise<void>;
}

/** The file as it was found. */
interface FileEnd {
  /** Bytes up to the end of the last whole line. */
  readonly wholeBytes: number;
  /** Whether something torn follows, to be cut off. */
  readonly torn: boolean;
  /** Whether the last whole line lacks its line end. */
  readonly lacksLineEnd: boolean;
}

/**
 * Appends whole lines, or nothing: a line that the disk takes in part is cut off again, and kept, with all that follow,
 * until the disk takes it. Its methods are called one after the other.
 */
export class LineAppender {
  readonly #handle: RunFileHandle;
  readonly #path: string;
  #wholeBytes: number;
  #torn: boolean;
  readonly #unwritten: Uint8Array[];

  constructor(handle: RunFileHandle, path: string, found: FileEnd) {
    this.#handle = handle;
    this.#path = path;
    this.#wholeBytes = found.wholeBytes;
    this.#torn = found.torn;
    this.#unwritten = found.lacksLineEnd ? [encoded('\n')] : [];
  }

  /**
   * Appends the records, a line and a `write` each, after what was appended before.
   *
   * @throws RunFileError `disk`; the lines are kept and tried again with the next call
   */
  async append(records: readonly object[]): Promise<void> {
    for (const record of records) this.#unwritten.push(encoded(`${JSON.stringify(record)}\n`));
    await this.#flush();
  }

  /**
   * Waits until every line is on the disk.
   *
   * @throws RunFileError `disk`
   */
  async sync(): Promise<void> {
    await this.#flush();
    await this.#orDiskError(() => this.#handle.datasync());
  }

  /**
   * Tries once more what could not be written, leaves whole lines only, and closes the file either way.
   *
   * @throws RunFileError `disk`, saying how many lines are lost
   */
  async close(): Promise<void> {
    try {
      await this.#flush();
    } finally {
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

  async #flush(): Promise<void> {
    while (true) {
      const line = this.#unwritten[0];
      if (line === undefined) return;
      await this.#orDiskError(() => this.#writeLine(line));
      this.#unwritten.shift();
    }
  }

  async #writeLine(line: Uint8Array): Promise<void> {
    await this.#cutTornLine();
    this.#torn = true;
    const { bytesWritten } = await this.#handle.write(line);
    // A disk takes a line in part when it is running full.
    if (bytesWritten < line.length) throw new Error(`it took ${bytesWritten} of ${line.length} bytes and is full`);
    this.#torn = false;
    this.#wholeBytes += line.length;
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
      throw new RunFileError('disk', this.#path, message, kept);
    }
  }
}

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);
