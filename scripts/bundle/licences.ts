import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licences of everything that was put into a bundle, as their holders ask for.
 *
 * @param inputs the paths of its modules, from `root`
 * @throws Error for a package that comes without a licence
 */
export async function licencesOf(inputs: readonly string[], root: string): Promise<string> {
  const folders = new Set(inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  const texts = await Promise.all([...folders].sort().map((folder) => licenceOf(join(root, folder))));
  return `${[...new Set(texts)].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function licenceOf(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = Object(manifest);
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${name} comes without a licence`);
  const text = file === undefined ? `Under the ${license} licence.` : await readFile(join(folder, file), 'utf8');
  return `${name} ${version}\n\n${text.trim()}`;
}
