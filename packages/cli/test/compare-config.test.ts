import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config/read-config.ts';
import { runX } from './captured-io.ts';
import { folderOf } from './folder.ts';

const config = { targets: [{ id: 'a', provider: 'sandbox', model: 'm' }], prompts: ['Say hello'] };

describe('a configuration is read from', () => {
  test.each([
    ['compare.config.json', JSON.stringify(config)],
    ['tabs.json', JSON.stringify(config, undefined, '\t')],
    ['compare.config.yaml', 'targets:\n  - { id: a, provider: sandbox, model: m }\nprompts: [Say hello] # a comment\n'],
    ['short.yml', 'targets: [{ id: a, provider: sandbox, model: m }]\nprompts:\n  - Say hello\n'],
    [
      'compare.config.ts',
      `const id: string = 'a';\nexport default { targets: [{ id, provider: 'sandbox', model: 'm' }], prompts: ['Say hello'] };`,
    ],
    ['compare.config.mjs', `export default ${JSON.stringify(config)}`],
  ])('%s', async (name, content) => {
    expect(await readConfig(name, folderOf({ [name]: content }))).toEqual(config);
  });
});

describe('what is wrong is named with its place and what was expected', () => {
  const target = '{"id": "a", "provider": "sandbox", "model": "m"}';
  test.each<[string, string, RegExp]>([
    [
      'an unknown provider',
      '{\n  "targets": [{"id": "a", "provider": "acme", "model": "m"}],\n  "prompts": ["a"]\n}',
      /^c\.json line 2, column 39: targets\[0\]\.provider expects one of openai, gemini, hf, sandbox/,
    ],
    [
      'no model',
      '{"targets": [{"id": "a", "provider": "hf"}], "prompts": ["a"]}',
      /line 1, column 14: targets\[0\]\.model expects a text/,
    ],
    ['no targets', '{"prompts": ["a"]}', /line 1, column 1: targets expects a list of targets/],
    ['an empty list', `{"targets": [${target}], "prompts": []}`, /prompts expects at least one prompt/],
    [
      'a prompt that is none',
      `{"targets": [${target}], "prompts": [\n42]}`,
      /line 2, column 1: prompts\[0\] expects a text, \{"messages"/,
    ],
    [
      'an unknown member',
      `{"targets": [${target}], "prompts": ["a"],\n "colour": 1}`,
      /line 2, column 12: colour is not known here/,
    ],
    [
      "another tool's member",
      `{"providers": [], "targets": [${target}], "prompts": ["a"]}`,
      /providers is not known here; it is called targets/,
    ],
    [
      'an address that is none',
      '{"targets": [{"id": "a", "provider": "hf", "model": "m", "baseUrl": "here"}], "prompts": ["a"]}',
      /baseUrl expects an address/,
    ],
    [
      'a task that there is not',
      `{"targets": [${target}], "prompts": ["a"], "task": "sing"}`,
      /task expects a task: chat, /,
    ],
    [
      'rows of text',
      `{"targets": [${target}], "prompts": ["a"], "data": ["x"]}`,
      /data expects a list of rows, or the path of a file/,
    ],
    ['JSON that breaks off', '{\n  "targets": [ }', /^c\.json line 2, column \d+: is not valid JSON/],
    ['an empty file', '', /c\.json.*is not valid JSON/],
    [
      'two things at once',
      '{"targets": [], "prompts": 1}',
      /targets expects at least one target; .*prompts expects a list/,
    ],
  ])('%s', async (_, content, message) => {
    await expect(readConfig('c.json', folderOf({ 'c.json': content }))).rejects.toThrow(message);
  });

  test.each<[string, string, RegExp]>([
    [
      'c.yaml',
      'targets:\n  - id: a\n    provider: acme\n    model: m\nprompts: [a]\n',
      /^c\.yaml line 3, column 15: targets\[0\]\.provider expects/,
    ],
    ['c.yaml', 'targets: [\n', /^c\.yaml line \d+, column \d+: is not valid YAML/],
    ['c.mjs', 'export default { targets: [] }', /^c\.mjs: targets expects at least one target/],
    ['c.mjs', 'export const config = 1', /the configuration/],
    ['c.mjs', 'throw new Error("no luck")', /Cannot load c\.mjs: no luck/],
    ['c.toml', '', /name must end in \.json, \.yaml/],
  ])('%s: %s', async (name, content, message) => {
    await expect(readConfig(name, folderOf({ [name]: content }))).rejects.toThrow(message);
  });

  test('a file that is not there', async () => {
    await expect(readConfig('no.json', folderOf({}))).rejects.toThrow(/Cannot read no\.json: ENOENT/);
  });
});

describe('x compare run -c ends with 2, before anything is asked', () => {
  const two = { ...config, targets: [...config.targets, { id: 'b', provider: 'sandbox/hf', model: 'o/m' }] };
  test.each<[string, object, readonly string[], RegExp]>([
    ['a wrong configuration', { targets: [], prompts: [] }, [], /^x: c\.json line 1/],
    ['-t beside it', config, ['-t', 'openai:m'], /-c and --target say the same/],
    ['--max-tokens beside it', config, ['--max-tokens', '5'], /-c and --max-tokens say the same/],
    ['a shard that there is not', config, ['--shard', '3/2'], /--shard expects i\/n with i from 1 to n, not "3\/2"/],
    ['a name without a value', { ...config, prompts: ['{{word}}'] }, [], /\{\{word\}\}/],
    ['data that is not there', { ...config, prompts: ['{{word}}'], data: 'no.csv' }, [], /no\.csv/],
    ['a task that a target lacks', { ...two, task: 'moderation' }, [], /moderation/],
    ['money without prices', { ...config, budget: { usd: 1 } }, [], /price/],
    [
      'an id that is used twice',
      { ...config, targets: [config.targets[0], config.targets[0]] },
      [],
      /"a" is used twice/,
    ],
  ])('%s', async (_, content, more, message) => {
    const directory = folderOf({ 'c.json': content });
    const argv = ['compare', 'run', '-c', 'c.json', '-o', 'run.jsonl', ...more];
    const { code, stdout, stderr } = await runX(argv, { directory });
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
