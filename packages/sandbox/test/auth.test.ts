import { describe, expect, it } from 'vitest';
import { sandbox } from '../src/index.ts';
import { base, chatCalls, vendors } from './support/call.ts';

type Vendor = (typeof vendors)[number];

const keyHeaders: Readonly<Record<Vendor, (key: string) => Readonly<Record<string, string>>>> = {
  openai: (key) => ({ authorization: `Bearer ${key}` }),
  gemini: (key) => ({ 'x-goog-api-key': key }),
  hf: (key) => ({ authorization: `Bearer ${key}` }),
};

const refusals: Readonly<
  Record<Vendor, Readonly<Record<'missing' | 'invalid', readonly [status: number, words: RegExp]>>>
> = {
  openai: {
    missing: [401, /didn't provide an API key.*"code":null/u],
    invalid: [401, /sk-\*+alid.*"invalid_api_key"/u],
  },
  gemini: {
    missing: [403, /unregistered callers.*PERMISSION_DENIED/u],
    invalid: [400, /INVALID_ARGUMENT.*API_KEY_INVALID/u],
  },
  hf: {
    missing: [401, /Invalid username or password/u],
    invalid: [401, /^\{"error":"Invalid username or password."\}$/u],
  },
};

function ask(
  vendor: Vendor,
  headers: Readonly<Record<string, string>>,
  requireKey = true,
  query = '',
): Promise<Response> {
  const { path, body } = chatCalls[vendor]('model', false);
  return sandbox({ requireKey }).fetch(base + path + query, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe.each(vendors)('keys at %s', (vendor) => {
  it('are required', async () => {
    const response = await ask(vendor, {});
    expect(response.status).toBe(refusals[vendor].missing[0]);
    expect(await response.text()).toMatch(refusals[vendor].missing[1]);
  });

  it('may be bad, and are never repeated whole', async () => {
    const response = await ask(vendor, keyHeaders[vendor]('sk-secret-invalid'));
    expect(response.status).toBe(refusals[vendor].invalid[0]);
    const text = await response.text();
    expect(text).toMatch(refusals[vendor].invalid[1]);
    expect(text).not.toContain('secret');
  });

  it('are taken otherwise, and not required with requireKey: false', async () => {
    expect((await ask(vendor, keyHeaders[vendor]('any'))).status).toBe(200);
    expect((await ask(vendor, {}, false)).status).toBe(200);
    expect((await ask(vendor, keyHeaders[vendor]('invalid'), false)).status).toBe(refusals[vendor].invalid[0]);
  });
});

describe('keys elsewhere', () => {
  it('Gemini takes one from the query too', async () => {
    expect((await ask('gemini', {}, true, '?key=any')).status).toBe(200);
    expect((await ask('gemini', {}, true, '?key=invalid')).status).toBe(400);
  });

  it('the Hub answers without one, and refuses a bad one', async () => {
    const { fetch } = sandbox();
    const url = 'https://huggingface.co/api/models/gpt2';
    expect((await fetch(url)).status).toBe(200);
    const refused = await fetch(url, { headers: { authorization: 'Bearer hf_invalid' } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('x-error-message')).toBe('Invalid credentials in Authorization header');
  });

  it('the Hub says that a model is missing only to those who have one', async () => {
    const { fetch } = sandbox();
    const url = 'https://huggingface.co/api/models/a/does-not-exist';
    expect((await fetch(url)).status).toBe(401);
    const told = await fetch(url, { headers: { authorization: 'Bearer hf_key' } });
    expect(told.status).toBe(404);
    expect(told.headers.get('x-error-code')).toBe('RepoNotFound');
  });
});
