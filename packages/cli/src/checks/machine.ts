import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { reasonOf } from '../disk-error.ts';
import type { Io } from '../io.ts';
import { version } from '../version.ts';
import type { Check } from './check.ts';

/** The oldest Node that the packages support, as their manifests say. */
const oldestNode = [22, 12] as const;

/** This program, and what runs it. */
export function runtimeChecks(node = process.versions.node): readonly Check[] {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = oldestNode;
  const supported = major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
  const runtime = 'bun' in process.versions ? `Bun ${process.versions['bun']}` : `Node ${node}`;
  const configurations: Omit<Check, 'name'> = process.features.typescript
    ? { status: 'ok', message: 'configurations may be .ts, .js, .json and .yaml' }
    : { status: 'warn', message: 'no .ts configurations', advice: 'Take Node 22.18 or later, or write them in YAML' };
  return [
    { name: 'x', status: 'ok', message: version },
    {
      name: 'runtime',
      status: supported ? 'ok' : 'fail',
      message: `${runtime}, ${process.platform} ${process.arch}`,
      advice: supported ? undefined : `Take Node ${oldestNode.join('.')} or later, from https://nodejs.org`,
    },
    { name: 'typescript', ...configurations },
  ];
}

const proxyVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'https_proxy', 'http_proxy', 'all_proxy'];

/** Whether a proxy is set that Node would pass by: its `fetch` heeds these variables only when it is told to. */
export function proxyCheck({ environment }: Pick<Io, 'environment'>): Check {
  const set = proxyVariables.filter((name) => Boolean(environment[name]));
  if (set.length === 0) return { name: 'proxy', status: 'ok', message: 'none is set' };
  const heeded = environment['NODE_USE_ENV_PROXY'] === '1' || environment['NODE_OPTIONS']?.includes('--use-env-proxy');
  if (heeded === true) return { name: 'proxy', status: 'ok', message: `${set.join(', ')} is set and used` };
  return {
    name: 'proxy',
    status: 'warn',
    message: `${set.join(', ')} is set, and Node passes it by`,
    advice: 'Set NODE_USE_ENV_PROXY=1 (Node 22.21 or later), or unset it if hosts are reached without',
  };
}

/** Bytes below which a long run may not fit. */
const littleSpace = 500_000_000;

/** Whether run files can be written where `x` was called, and how much room there is. */
export async function diskCheck({ directory }: Pick<Io, 'directory'>): Promise<Check> {
  const name = 'disk';
  try {
    const folder = await mkdtemp(join(directory, '.x-doctor-'));
    await writeFile(join(folder, 'probe'), 'x');
    await rm(folder, { recursive: true });
    const { bavail, bsize } = await statfs(directory);
    const message = `${directory} can be written to, ${Math.floor((bavail * bsize) / 1_000_000)} MB are free`;
    if (bavail * bsize >= littleSpace) return { name, status: 'ok', message };
    return { name, status: 'warn', message, advice: 'Make room before a long run' };
  } catch (error) {
    const message = `${directory} cannot be written to: ${reasonOf(error)}`;
    return {
      name,
      status: 'fail',
      message,
      advice: 'Call x in a folder of yours, or name run files elsewhere with -o',
    };
  }
}
