import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import type { AnswerStore } from '@x/compare';
import type { Io } from '../io.ts';

/** The folder that answers are kept in: X_CACHE, else the user's cache; undefined where there is neither. */
function folderOf({ environment }: Pick<Io, 'environment'>): string | undefined {
  const { X_CACHE: named, XDG_CACHE_HOME: cache, HOME: home, LOCALAPPDATA: local } = environment;
  if (named) return named;
  const parent = cache || local || (home ? join(home, '.cache') : undefined);
  return parent === undefined ? undefined : join(parent, 'x', 'answers');
}

/**
 * Answers of earlier runs, a file each, under their content keys; undefined where there is no place for them.
 *
 * Only its owner can read it: what is asked of models is often nobody else's business.
 */
export function answerCache(io: Pick<Io, 'environment'>): AnswerStore | undefined {
  const folder = folderOf(io);
  if (folder === undefined) return undefined;
  const placeOf = (key: string): string => join(folder, key.slice(0, 2), `${key}.json`);
  return {
    async get(key) {
      const text = await readIfThere(placeOf(key));
      return text === undefined ? undefined : JSON.parse(text);
    },
    async set(key, value) {
      const place = placeOf(key);
      await mkdir(join(folder, key.slice(0, 2)), { recursive: true, mode: 0o700 });
      // Readers find a whole file or none, whoever is killed.
      const unfinished = `${place}.${process.pid}`;
      await writeFile(unfinished, JSON.stringify(value), { mode: 0o600 });
      await rename(unfinished, place);
    },
  };
}

async function readIfThere(place: string): Promise<string | undefined> {
  try {
    return await readFile(place, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
