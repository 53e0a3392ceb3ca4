import { open } from 'node:fs/promises';
import type { RunFileHandle } from '../src/node.ts';

/** A disk with room for so many bytes. What comes after is taken in part, as file systems do, or refused. */
export class SmallDisk {
  room = 1_000_000;
  readonly asked: string[] = [];
  #onSync: () => void = () => undefined;

  /** Resolves when it is next asked to keep what was written. */
  nextSync(): Promise<void> {
    return new Promise((resolve) => {
      this.#onSync = resolve;
    });
  }

  readonly open = async (path: string): Promise<RunFileHandle> => {
    const file = await open(path, 'a');
    return {
      write: async (bytes) => {
        this.asked.push('write');
        if (this.room === 0) throw Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' });
        const { bytesWritten } = await file.write(bytes.subarray(0, this.room));
        this.room -= bytesWritten;
        return { bytesWritten };
      },
      truncate: async (length) => {
        this.asked.push('truncate');
        const { size } = await file.stat();
        await file.truncate(length);
        this.room += size - length;
      },
      // The real disk is not asked: on a busy machine it takes seconds, and no test needs it.
      datasync: async () => {
        this.asked.push('datasync');
        this.#onSync();
      },
      close: async () => {
        this.asked.push('close');
        await file.close();
      },
    };
  };
}
