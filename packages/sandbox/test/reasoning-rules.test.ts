import { describe, expect, it } from 'vitest';
import { reasons } from '../src/openai/model-rules.ts';
import { post } from './support/call.ts';

const messages = [{ role: 'user', content: 'Hello' }];

describe('when OpenAI models reason', () => {
  it.each([
    ['o3-mini', undefined, true],
    ['gpt-5', undefined, true],
    ['gpt-5-mini', 'minimal', true],
    ['gpt-5-chat-latest', undefined, false],
    ['gpt-5.2-chat', undefined, true],
    ['gpt-5.2-pro', 'none', true],
    ['gpt-5.4', undefined, false],
    ['gpt-5.4-nano', 'low', true],
    ['gpt-5.5', undefined, true],
    ['gpt-5.6-terra', 'none', false],
    ['gpt-4.1', 'low', false],
    ['another', undefined, false],
    ['another', 'low', true],
  ])('%s with the effort %s: %s', (model, effort, expected) => {
    expect(reasons(model, effort)).toBe(expected);
  });

  it.each([
    [{ model: 'gpt-5.2', temperature: 0.2, reasoning_effort: 'low' }, 400],
    [{ model: 'gpt-5.2', temperature: 0.2 }, 200],
    [{ model: 'gpt-5.5', temperature: 0.2 }, 400],
    [{ model: 'gpt-5.5', temperature: 0.2, reasoning_effort: 'none' }, 200],
  ])('a chat with %j is answered with HTTP %i', async (settings, status) => {
    expect((await post('/openai/v1/chat/completions', { ...settings, messages })).status).toBe(status);
  });
});

describe('a choice of tools in a chat', () => {
  it('needs tools', async () => {
    const response = await post('/openai/v1/chat/completions', { model: 'gpt-4o', messages, tool_choice: 'auto' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("'tool_choice' is only allowed when 'tools' are specified");
  });
});
