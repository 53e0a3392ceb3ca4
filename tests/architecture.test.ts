import { describe, expect, test } from 'vitest';
import { rules, violations } from './architecture/rules.ts';
import { readSourceFiles } from './architecture/source-files.ts';

test('every source file keeps the rules of the house', () => {
  const files = readSourceFiles();
  expect(files.length).toBeGreaterThan(50);
  expect(violations(files)).toEqual([]);
});

describe('each rule catches a planted violation', () => {
  const planted: Readonly<Record<keyof typeof rules, { readonly path: string; readonly text: string }>> = {
    'belongs to a layer': { path: 'core/src/stray.ts', text: '' },
    'imports go down': { path: 'core/src/contract/a.ts', text: "import { send } from '../wire/connection.ts';" },
    'adapters do not import adapters': { path: 'hf/src/a.ts', text: "import { openai } from '@x/openai';" },
    'the rooms of the comparison import down': {
      path: 'compare/src/plan/a.ts',
      text: "import { Lane } from '../engine/lane.ts';",
    },
    'tsyringe stays in the container': { path: 'openai/src/a.ts', text: "import { container } from 'tsyringe';" },
    'ky stays in the connection': { path: 'core/src/wire/a.ts', text: "import ky from 'ky';" },
    'undici stays in the transport for Node': {
      path: 'core/src/wire/a.ts',
      text: "import { request } from 'undici';",
    },
    'the environment is touched in one file': { path: 'openai/src/a.ts', text: 'const key = process.env.KEY;' },
    'the clock is touched in one file': { path: 'core/src/wire/a.ts', text: 'const t = Date.now();' },
    'randomness is touched in one file': { path: 'core/src/wire/a.ts', text: 'const r = Math.random();' },
    'the global fetch is touched in one file': { path: 'gemini/src/a.ts', text: 'const r = await fetch(url);' },
    'console is for apps': { path: 'compare/src/a.ts', text: "console.log('x');" },
    'web standards only': { path: 'core/src/wire/a.ts', text: "import { readFile } from 'node:fs';" },
    'zod is imported as a namespace': { path: 'cli/src/a.ts', text: "import { z } from 'zod';" },
    'at most 250 lines': { path: 'cli/src/a.ts', text: 'x;\n'.repeat(251) },
    'no any': { path: 'cli/src/a.ts', text: 'const x: any = 1;' },
  };

  test.each(Object.keys(rules))('%s', (name) => {
    const file = planted[name];
    expect(file && rules[name]?.(file)).not.toEqual([]);
    expect(file).toBeDefined();
  });

  const furtherUpward: readonly (readonly [string, string])[] = [
    ['core/src/wire/a.ts', "import { chatCompletions } from '../dialects/chat-completions/index.ts';"],
    ['core/src/dialects/a.ts', "import { openai } from '@x/openai';"],
    ['gemini/src/a.ts', "import { compose } from '@x/core/container';"],
    ['compare/src/a.ts', "import { run } from '@x/cli';"],
    ['openai/src/a.ts', "import { sandbox } from '@x/sandbox';"],
    ['core/src/fold/a.ts', "export { send } from '../wire/connection.ts';"],
  ];
  test.each(furtherUpward)('imports go down: %s', (path, text) => {
    expect(rules['imports go down']?.({ path, text })).toHaveLength(1);
  });
});
