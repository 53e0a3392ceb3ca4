import { open } from 'node:fs/promises';
import type { RunFileHandle } from '../src/node.ts';

/** A disk with room for so many bytes. What comes after is taken in part, as file systems do, or refused. */
export class SmallDisk {
  room = 1_000_000;
  readonly asked: string[] = [];

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
      datasync: async () => {
        this.asked.push('datasync');
        await file.datasync();
      },
      close: async () => {
        this.asked.push('close');
        await file.close();
      },
    };
  };
}
