import { sandbox } from '@x/sandbox';
import { describe, expect, test } from 'vitest';
import { runtimeChecks } from '../src/checks/machine.ts';
import { runX } from './captured-io.ts';

const openaiKey = 'sk-a-key-that-nobody-may-see';
const hfToken = 'hf_a-token-that-nobody-may-see';

/** Vendors as they answer a key check. */
function vendors(status: number, body: unknown): typeof globalThis.fetch {
  return async () => Response.json(body, { status });
}

describe('x keys', () => {
  test('says which are set, from which variable, and where to make the others', async () => {
    const environment = { OPENAI_API_KEY: openaiKey, GOOGLE_API_KEY: 'second-name', HF_TOKEN: ' ' };
    const { code, stdout, stderr } = await runX(['keys'], { environment });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'openai  set in OPENAI_API_KEY',
      'gemini  set in GOOGLE_API_KEY',
      'hf      not set. Set HF_TOKEN; keys are made at https://huggingface.co/settings/tokens',
      '',
    ]);
  });

  test('names a key that is set and not used', async () => {
    const environment = { GEMINI_API_KEY: 'one', GOOGLE_API_KEY: 'two' };
    expect((await runX(['keys'], { environment })).stdout).toContain('(GOOGLE_API_KEY is set as well and not used)');
  });

  const read = { name: 'ada', auth: { accessToken: { role: 'read' } } };
  const lacking = { name: 'ada', auth: { accessToken: { role: 'fineGrained', fineGrained: { scoped: [] } } } };
  const scoped = [{ permissions: ['inference.serverless.write'] }];
  const able = { name: 'ada', auth: { accessToken: { role: 'fineGrained', fineGrained: { scoped } } } };
  test.each<[string, number, unknown, string, string, number]>([
    ['a token that reads', 200, read, 'yes', 'belongs to ada, role read', 0],
    ['a token without the permission', 200, lacking, 'yes', 'may not call inference providers', 0],
    ['a token with it', 200, able, 'yes', 'may call inference providers', 0],
    ['a token that is refused', 401, {}, 'no', 'refused with HTTP 401', 1],
    ['a vendor that is down', 503, {}, 'unknown', 'answered with HTTP 503', 0],
    ['a page of somebody else', 200, 'hotel', 'unknown', 'could not be read', 0],
  ])('--check of %s', async (_, status, body, works, says, expected) => {
    const io = { environment: { HF_TOKEN: hfToken }, fetch: vendors(status, body) };
    const { code, stdout } = await runX(['keys', '--check', '--json'], io);
    expect(JSON.parse(stdout).keys[2]).toMatchObject({
      vendor: 'hf',
      set: true,
      works,
      says: expect.stringContaining(says),
    });
    expect(code).toBe(expected);
    expect(stdout).not.toContain(hfToken);
  });

  test('--check sends each key to its vendor only', async () => {
    const sent: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const headers = new Headers(init?.headers);
      sent.push(`${new URL(String(input)).hostname} ${headers.get('authorization') ?? headers.get('x-goog-api-key')}`);
      return Response.json({ data: [{}, {}], models: [{}] });
    };
    const { stdout } = await runX(['keys', '--check'], {
      environment: { OPENAI_API_KEY: openaiKey, GEMINI_API_KEY: 'g-key' },
      fetch,
    });
    expect(sent.sort()).toEqual([`api.openai.com Bearer ${openaiKey}`, 'generativelanguage.googleapis.com g-key']);
    expect(stdout).toContain('set in OPENAI_API_KEY; works: sees 2 models');
    expect(stdout).not.toContain(openaiKey);
  });
});

describe('x models', () => {
  test('lists the models of a provider', async () => {
    const { code, stdout } = await runX(['models', 'hf', '--sandbox', '--limit', '2']);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stdout).toMatch(/^hf:\S+\/\S+ +\S+/);
  });

  test('--quiet is ids, one a line', async () => {
    const { stdout } = await runX(['models', 'sandbox/gemini', '--quiet', '--limit', '3']);
    expect(stdout).toMatch(/^([\w.-]+\n){1,3}$/);
  });

  test('describes one: licence, gating, who serves it, context length', async () => {
    const { code, stdout } = await runX(['models', 'hf:meta-llama/Llama-3.1-8B-Instruct', '--sandbox']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^licence +llama3\.1$/m);
    expect(stdout).toMatch(/^gating +gated; access is granted/m);
    expect(stdout).toMatch(/^served by +\S/m);
    expect(stdout).toMatch(/^context length +(\d+ tokens|–)$/m);
  });

  test('as JSON, what is not stated is null', async () => {
    const { stdout } = await runX(['models', 'hf:o/m', '--sandbox', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'o/m', provider: 'hf', license: null });
  });

  test('one provider that cannot be asked leaves the others, and is 3', async () => {
    const { code, stdout } = await runX(['models', '--sandbox-missing', '--json'], {
      environment: { GEMINI_API_KEY: 'an-invalid-key-0123456789' },
      fetch: sandbox().fetch,
    });
    const { providers } = JSON.parse(stdout);
    expect(code).toBe(3);
    expect(providers.find(({ provider }: { provider: string }) => provider === 'gemini').error).toMatchObject({
      code: 'auth',
    });
    expect(providers.find(({ provider }: { provider: string }) => provider === 'hf')).toMatchObject({ error: null });
  });

  test.each<[readonly string[], RegExp]>([
    [['models', 'acme'], /no provider "acme"/],
    [['models', 'hf', '--task', 'sing'], /no task "sing"/],
    [['models', 'hf', '--limit', '0'], /--limit expects/],
  ])('%j is wrong usage', async (argv, message) => {
    const { code, stdout, stderr } = await runX(argv);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('x doctor', () => {
  interface Check {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly advice: string | null;
  }
  const checksOf = async (io: Parameters<typeof runX>[1]) => {
    const { code, stdout } = await runX(['doctor', '--json'], io);
    const checks: readonly Check[] = JSON.parse(stdout).checks;
    return { code, find: (name: string) => checks.find((check) => check.name === name), checks };
  };
  const dated =
    (offsetMs: number): typeof globalThis.fetch =>
    async () =>
      new Response('', { headers: { date: new Date(Date.now() + offsetMs).toUTCString() } });

  test('is content with a machine that has everything', async () => {
    const environment = { OPENAI_API_KEY: openaiKey, GEMINI_API_KEY: 'g', HF_TOKEN: hfToken };
    const { code, checks } = await checksOf({ environment, fetch: dated(0) });
    expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(code).toBe(0);
  });

  test('a host that is not reached fails where its key is set, and warns elsewhere', async () => {
    const { code, find } = await checksOf({ environment: { OPENAI_API_KEY: openaiKey } });
    expect(find('host api.openai.com')).toMatchObject({ status: 'fail', advice: expect.stringContaining('proxy') });
    expect(find('host router.huggingface.co')).toMatchObject({ status: 'warn' });
    expect(find('clock')).toMatchObject({ status: 'warn' });
    expect(code).toBe(1);
  });

  test.each([
    [-60_000, 'warn', /ahead of/],
    [3_600_000, 'fail', /behind/],
  ])('a clock that is %i ms off', async (offset, status, message) => {
    const { find } = await checksOf({ fetch: dated(offset) });
    expect(find('clock')).toMatchObject({ status, message: expect.stringMatching(message) });
  });

  test.each([
    [{ HTTPS_PROXY: 'http://proxy:8080' }, 'warn'],
    [{ HTTPS_PROXY: 'http://proxy:8080', NODE_USE_ENV_PROXY: '1' }, 'ok'],
    [{}, 'ok'],
  ])('proxies in %j', async (environment, status) => {
    expect((await checksOf({ environment, fetch: dated(0) })).find('proxy')).toMatchObject({ status });
  });

  test('a folder that is not there fails', async () => {
    const { find, code } = await checksOf({ directory: '/no/where', fetch: dated(0) });
    expect(find('disk')).toMatchObject({ status: 'fail', message: expect.stringContaining('ENOENT') });
    expect(code).toBe(1);
  });

  test.each([
    ['22.11.0', 'fail'],
    ['22.12.0', 'ok'],
    ['26.0.0', 'ok'],
  ])('Node %s', (version, status) => {
    expect(runtimeChecks(version).find(({ name }) => name === 'runtime')).toMatchObject({ status });
  });

  test('--quiet shows what is not well', async () => {
    const { stdout } = await runX(['doctor', '--quiet'], { fetch: dated(0) });
    expect(stdout).toMatch(/^warn +key openai/);
    expect(stdout).not.toMatch(/^ok/m);
  });
});
