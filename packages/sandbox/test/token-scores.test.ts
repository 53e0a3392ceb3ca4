import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { scoreTokens } from '../src/chat/token-scores.ts';
import { eventsOf, framesOf, post, postJson } from './support/call.ts';
import { ask, eventsOf as responseEventsOf } from './support/responses.ts';
import { specsFolder } from './support/shared.ts';
import { openaiChecks } from './support/specification.ts';

const path = '/openai/v1/chat/completions';
const request = {
  model: 'gpt-4o',
  messages: [{ role: 'user', content: 'Tell me about rivers.' }],
  logprobs: true,
  top_logprobs: 3,
};
const scored = z.object({ token: z.string(), logprob: z.number(), top_logprobs: z.array(z.unknown()) });
const scores = z.object({ content: z.array(scored) });
const chunk = z.object({ choices: z.array(z.object({ logprobs: scores.nullable() })) });

describe('scores of tokens', () => {
  it('are logarithms of probabilities that sum to one at most, the likeliest first', () => {
    for (const { token, logprob, top_logprobs: top } of scoreTokens('Rivers of the north', 20)) {
      expect(top[0]).toMatchObject({ token, logprob });
      expect(top).toHaveLength(20);
      const logprobs = top.map((other) => other.logprob);
      expect(logprobs).toEqual(logprobs.toSorted((left, right) => right - left));
      expect(logprobs.reduce((sum, value) => sum + Math.exp(value), 0)).toBeLessThanOrEqual(1.0001);
    }
  });

  it('make the text of a chat, whole and streamed', async () => {
    const answer = z
      .object({ choices: z.array(z.object({ message: z.object({ content: z.string() }), logprobs: scores })) })
      .parse(await postJson(path, request));
    const [choice] = answer.choices;
    expect(choice?.logprobs.content.map(({ token }) => token).join('')).toBe(choice?.message.content);
    expect(choice?.logprobs.content.every(({ top_logprobs: top }) => top.length === 3)).toBe(true);
    const { frames } = await framesOf(await post(path, { ...request, stream: true }));
    const chunks = eventsOf(frames).map((event) => chunk.parse(event));
    const streamed = chunks.flatMap(({ choices }) => choices.flatMap(({ logprobs }) => logprobs?.content ?? []));
    expect(streamed).toEqual(choice?.logprobs.content);
  });

  it('are none unless asked for', async () => {
    expect(await postJson(path, { ...request, logprobs: false, top_logprobs: undefined })).toMatchObject({
      choices: [{ logprobs: null }],
    });
    expect(await (await ask('gpt-4o')).json()).toMatchObject({ output: [{ content: [{ logprobs: [] }] }] });
  });

  it('make the text of a response, piece by piece too', async () => {
    const more = { include: ['message.output_text.logprobs'], top_logprobs: 2, stream: true };
    const { events } = await responseEventsOf(await ask('gpt-4o', more));
    const deltas = events.filter(({ type }) => type === 'response.output_text.delta');
    for (const { delta, logprobs } of deltas) {
      expect(
        z
          .array(scored)
          .parse(logprobs)
          .map(({ token }) => token)
          .join(''),
      ).toBe(delta);
    }
    const done = events.find(({ type }) => type === 'response.output_text.done');
    expect(done?.['logprobs']).toEqual(deltas.flatMap(({ logprobs }) => logprobs));
  });

  it.skipIf(specsFolder === undefined)(
    `are as the specification has them${specsFolder === undefined ? ' (skipped: there are no specifications)' : ''}`,
    async () => {
      expect(openaiChecks()('CreateChatCompletionResponse')(await postJson(path, request))).toEqual([]);
      const answer = await (await ask('gpt-4o', { include: ['message.output_text.logprobs'], top_logprobs: 2 })).json();
      expect(openaiChecks()('Response')(answer)).toEqual([]);
    },
  );
});
