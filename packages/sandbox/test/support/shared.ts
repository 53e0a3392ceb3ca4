import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');
const recordings = process.env['X_RECORDINGS'] ?? resolve(repository, '../shared/recordings');

/** The folder with recorded traffic, where this machine has it. */
export const recordingsFolder = existsSync(recordings) ? recordings : undefined;

/** The folder with the vendors' specifications, where this machine has it. */
export const specsFolder = existsSync(join(dirname(recordings), 'specs'))
  ? join(dirname(recordings), 'specs')
  : undefined;
