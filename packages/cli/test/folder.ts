import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from './captured-io.ts';

/** A folder with files, which are JSON where they are not text. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = folderWith('.keep', '');
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** Every line of a text of JSON lines. */
export const jsonLinesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
