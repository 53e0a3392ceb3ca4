import { type ChatInput, InferenceError, type MediaPart, type Warning } from '@x/core';
import type { RequestContext } from '@x/core/adapter';
import { describe, expect, test } from 'vitest';
import { fitToModel, schemaSupport } from '../src/models.ts';

const OPENAI = 'https://api.openai.com/v1';
const user = { role: 'user', content: 'Hi' } as const;

/** A context that collects its warnings. */
function contextAt(baseUrl = OPENAI): { readonly context: RequestContext; readonly warnings: Warning[] } {
  const warnings: Warning[] = [];
  const context: RequestContext = {
    provider: 'openai',
    baseUrl,
    customBaseUrl: baseUrl !== OPENAI,
    ownHost: baseUrl === OPENAI,
    streaming: false,
    warn: (warning) => void warnings.push(warning),
    refuse: (code, message) => new InferenceError({ code, provider: 'openai', message }),
  };
  return { context, warnings };
}

function fit(input: Partial<ChatInput> & { readonly model: string }, baseUrl?: string) {
  const { context, warnings } = contextAt(baseUrl);
  const fitted = fitToModel({ prompt: 'Hi', ...input }, context);
  return { fitted, warnings, dropped: warnings.map(({ setting }) => setting) };
}

const everything = {
  temperature: 0.5,
  topP: 0.9,
  presencePenalty: 0.1,
  frequencyPenalty: 0.1,
  logprobs: 2,
  stop: '.',
  seed: 1,
  maxTokens: 9,
} as const;
const sampling = ['temperature', 'topP', 'presencePenalty', 'frequencyPenalty'];
const banned = [...sampling, 'logprobs', 'stop'];

describe('what a model refuses is left out, each with a warning', () => {
  test.each<readonly [model: string, dropped: readonly string[]]>([
    ['o1', banned],
    ['o3-mini', banned],
    ['o4-mini-2025-04-16', banned],
    ['gpt-5', banned],
    ['gpt-5-mini-2025-08-07', banned],
    ['gpt-5-chat-latest', []],
    ['gpt-5.1', []],
    ['gpt-5.1-chat-latest', banned],
    ['gpt-5.1-codex-mini', banned],
    ['gpt-5.3-codex', []],
    ['gpt-5.4-nano', []],
    ['gpt-5.4-pro', banned],
    ['gpt-5.5', banned],
    ['gpt-5.6-sol', banned],
    ['gpt-6-luna', banned],
    ['gpt-4o-mini-search-preview', sampling],
    ['gpt-4.1-mini', []],
    ['gpt-4o', []],
    ['ft:gpt-4o-mini-2024-07-18:acme::Ab12', []],
    ['ft:o4-mini-2025-04-16:acme::Ab12', banned],
    ['gpt-oss-120b', []],
    ['a-model-nobody-knows', []],
  ])('%s', (model, expected) => {
    const { fitted, dropped, warnings } = fit({ model, ...everything });
    expect(dropped).toEqual(expected);
    for (const [setting, value] of Object.entries(everything)) {
      expect(fitted[setting as keyof typeof everything]).toBe(expected.includes(setting) ? undefined : value);
    }
    for (const { type, message } of warnings) {
      expect(type).toBe('unsupported');
      expect(message).toContain(model);
    }
  });

  test('parallel calls are refused by the o models alone', () => {
    expect(fit({ model: 'o3-mini', parallelToolCalls: true }).dropped).toEqual(['parallelToolCalls']);
    expect(fit({ model: 'gpt-5', parallelToolCalls: true }).dropped).toEqual([]);
  });

  test('what asks for nothing is no setting that was dropped', () => {
    expect(fit({ model: 'gpt-5', logprobs: false, temperature: undefined }).warnings).toEqual([]);
  });
});

describe('an effort that a model does not have becomes the nearest', () => {
  test.each<readonly [model: string, asked: NonNullable<ChatInput['reasoning']>['effort'], sent: string | undefined]>([
    ['o3', 'none', 'low'],
    ['o3', 'high', 'high'],
    ['gpt-5', 'none', 'minimal'],
    ['gpt-5', 'minimal', 'minimal'],
    ['gpt-5-pro', 'low', 'high'],
    ['gpt-5.1', 'minimal', 'low'],
    ['gpt-5.1', 'none', 'none'],
    ['gpt-5.2-chat-latest', 'high', 'medium'],
    ['gpt-5.2-pro', 'minimal', 'medium'],
    ['gpt-5.6-sol', 'minimal', 'low'],
    ['gpt-6', 'none', 'low'],
    ['gpt-4.1', 'low', undefined],
    ['gpt-5-chat-latest', 'none', undefined],
    ['a-model-nobody-knows', 'minimal', 'minimal'],
  ])('%s: %s', (model, effort, sent) => {
    const { fitted, warnings } = fit({ model, reasoning: { effort } });
    expect(fitted.reasoning?.effort).toBe(sent);
    const type = sent === undefined ? 'unsupported' : 'changed';
    expect(warnings).toEqual(
      sent === effort ? [] : [{ type, setting: 'reasoning.effort', message: expect.stringContaining(model) }],
    );
  });
});

describe('what is refused while a model reasons comes and goes with its effort', () => {
  test.each<readonly [string, Partial<ChatInput> & { readonly model: string }, boolean]>([
    ['off by default', { model: 'gpt-5.2' }, true],
    ['turned on', { model: 'gpt-5.2', reasoning: { effort: 'low' } }, false],
    ['turned on in the words of chat', { model: 'gpt-5.2', parameters: { reasoning_effort: 'xhigh' } }, false],
    ['turned on in the words of responses', { model: 'gpt-5.2', parameters: { reasoning: { effort: 'low' } } }, false],
    ['turned on by provider', { model: 'gpt-5.2', providerOptions: { openai: { reasoning_effort: 'low' } } }, false],
    ['on by default', { model: 'gpt-5.5' }, false],
    ['turned off', { model: 'gpt-5.5', reasoning: { effort: 'none' } }, true],
    ['never off', { model: 'gpt-5', reasoning: { effort: 'none' } }, false],
    ['refused at any effort', { model: 'gpt-6-sol', reasoning: { effort: 'none' } }, false],
  ])('%s', (_, input, taken) => {
    const { fitted } = fit({ ...input, temperature: 0 });
    expect(fitted.temperature).toBe(taken ? 0 : undefined);
  });
});

describe('o1-mini reads what the system says only from the user', () => {
  const system = { role: 'system', content: 'Be brief' } as const;
  const asUser = { role: 'user', content: 'Be brief' } as const;
  test.each<readonly [string, Partial<ChatInput>, ChatInput['messages']]>([
    ['beside a prompt', { system: 'Be brief' }, [asUser, user]],
    ['beside messages', { prompt: undefined, system: 'Be brief', messages: [user] }, [asUser, user]],
    ['among messages', { prompt: undefined, messages: [system, user] }, [asUser, user]],
    ['not at all', {}, undefined],
  ])('%s', (_, input, messages) => {
    const { fitted, warnings } = fit({ model: 'o1-mini', ...input });
    expect(fitted.messages).toEqual(messages);
    expect(fitted.system).toBeUndefined();
    expect(warnings.map(({ type, setting }) => [type, setting])).toEqual(messages ? [['changed', 'system']] : []);
  });

  test('an input that means nothing is left for the dialect to refuse', () => {
    const input = { prompt: 'a', messages: [user], system: 'Be brief' };
    expect(fit({ model: 'o1-mini', ...input }).fitted).toMatchObject(input);
  });
});

describe('media that a model cannot read are refused before the call', () => {
  const media = { mediaType: 'image/png', data: 'AQID' } as const;
  const asking = (model: string, type: MediaPart['type'], baseUrl?: string) =>
    fit({ model, prompt: undefined, messages: [{ role: 'user', content: [{ type, media }] }] }, baseUrl);
  test.each<readonly [model: string, reads: readonly MediaPart['type'][]]>([
    ['gpt-4.1-mini', ['image', 'file']],
    ['gpt-5', ['image', 'file']],
    ['gpt-5.5', ['image', 'file']],
    ['o4-mini', ['image', 'file']],
    ['o3-mini', []],
    ['gpt-3.5-turbo', []],
    ['gpt-4', []],
    ['gpt-4o-audio-preview', ['audio']],
    ['gpt-4-turbo', ['image', 'audio', 'video', 'file']],
    ['a-model-nobody-knows', ['image', 'audio', 'video', 'file']],
  ])('%s', (model, reads) => {
    for (const type of ['image', 'audio', 'video', 'file'] as const) {
      if (reads.includes(type)) expect(asking(model, type).warnings).toEqual([]);
      else expect(() => asking(model, type)).toThrow(expect.objectContaining({ code: 'unsupported' }));
    }
  });

  test('where a deployment may go by any name, the host says', () => {
    expect(asking('gpt-4', 'image', 'https://name.openai.azure.com').warnings).toEqual([]);
  });
});

describe('rules hold where the models are served', () => {
  test.each([
    ['https://eu.api.openai.com/v1', true],
    ['https://name.openai.azure.com', true],
    ['https://name.openai.azure.com/openai/v1', true],
    ['https://openrouter.ai/api/v1', false],
    ['http://localhost:8000/v1', false],
    ['https://proxy.example/v1', false],
  ])('%s', (baseUrl, ruled) => {
    expect(fit({ model: 'gpt-5', temperature: 0 }, baseUrl).dropped).toEqual(ruled ? ['temperature'] : []);
  });

  test.each<readonly [string, string, readonly string[]]>([
    ['https://api.groq.com/openai/v1', 'llama-3.3-70b-versatile', ['logprobs']],
    ['https://api.mistral.ai/v1', 'mistral-small-latest', ['logprobs']],
    ['https://api.deepseek.com', 'deepseek-reasoner', ['logprobs']],
    ['https://api.deepseek.com', 'deepseek-chat', []],
    ['https://api.x.ai/v1', 'grok-4-0709', ['presencePenalty', 'frequencyPenalty', 'stop']],
    ['https://api.x.ai/v1', 'grok-4-fast-non-reasoning', []],
  ])('%s has its own: %s', (baseUrl, model, dropped) => {
    expect(fit({ model, ...everything }, baseUrl).dropped).toEqual(dropped);
  });
});

test.each<readonly [string, string, string]>([
  [OPENAI, 'gpt-4.1-mini', 'strict'],
  [OPENAI, 'o3-mini', 'strict'],
  [OPENAI, 'a-model-nobody-knows', 'strict'],
  [OPENAI, 'gpt-4o-2024-05-13', 'json'],
  [OPENAI, 'gpt-4-turbo-2024-04-09', 'json'],
  [OPENAI, 'gpt-4-0125-preview', 'json'],
  [OPENAI, 'gpt-3.5-turbo', 'json'],
  [OPENAI, 'gpt-3.5-turbo-0125', 'json'],
  [OPENAI, 'gpt-3.5-turbo-0613', 'prompt'],
  [OPENAI, 'gpt-4', 'prompt'],
  [OPENAI, 'gpt-4-0613', 'prompt'],
  [OPENAI, 'o1-mini', 'prompt'],
  ['https://name.openai.azure.com', 'my-deployment', 'strict'],
  ['https://name.openai.azure.com', 'gpt-35-turbo', 'json'],
  ['https://openrouter.ai/api/v1', 'openai/gpt-4.1', 'strict'],
  ['https://api.groq.com/openai/v1', 'openai/gpt-oss-20b', 'plain'],
  ['https://api.groq.com/openai/v1', 'llama-3.1-8b-instant', 'json'],
  ['https://api.deepseek.com', 'deepseek-chat', 'json'],
  ['http://localhost:11434/v1', 'llama3.2', 'plain'],
])('an answer after a schema at %s from %s: %s', (baseUrl, model, support) => {
  expect(schemaSupport(contextAt(baseUrl).context, { model, prompt: 'Hi' })).toBe(support);
});
