import { describe, expect, it } from 'vitest';
import { chat, framesOf, terminal, vendors } from './support/call.ts';

/** Where each change of the answer shows, in the text of a whole answer. */
const changes: Readonly<Record<string, Readonly<Record<(typeof vendors)[number], RegExp>>>> = {
  empty: {
    openai: /"content":"","refusal":null.*"stop"/u,
    hf: /"content":"".*"stop"/u,
    gemini: /"candidates":\[\{"finishReason":"STOP"/u,
  },
  length: { openai: /\[sandbox\].*"length"/u, hf: /\[sandbox\].*"length"/u, gemini: /\[sandbox\].*"MAX_TOKENS"/u },
  'content-filter': { openai: /"content_filter"/u, hf: /"content_filter"/u, gemini: /"SAFETY","safetyRatings"/u },
  'prompt-block': {
    openai: /"code":"content_filter"/u,
    hf: /"code":"content_filter"/u,
    gemini: /^\{"promptFeedback":\{"blockReason":"SAFETY"/u,
  },
  refusal: {
    openai: /"content":null,"refusal":"\[sandbox\]/u,
    hf: /"refusal":"\[sandbox\]/u,
    gemini: /"PROHIBITED_CONTENT"/u,
  },
  'tool-call': {
    openai: /"sandbox_tool".*"tool_calls"/u,
    hf: /"sandbox_tool".*"tool_calls"/u,
    gemini: /"functionCall":\{"name":"sandbox_tool","args":\{\}\}/u,
  },
  'tool-calls': {
    openai: /(?:call_.*){2}"tool_calls"/u,
    hf: /(?:call_.*){2}"tool_calls"/u,
    gemini: /(?:functionCall.*){2}"STOP"/u,
  },
  'bad-tool-arguments': {
    openai: /"arguments":"\{\\"unfinished\\": "/u,
    hf: /unfinished/u,
    gemini: /"MALFORMED_FUNCTION_CALL"/u,
  },
  reasoning: {
    openai: /"reasoning_tokens":1\d/u,
    hf: /"reasoning_content":"\[sandbox\]/u,
    gemini: /"thought":true.*"thoughtsTokenCount":1\d/u,
  },
};

describe('faults of what is said', () => {
  const rows = Object.entries(changes).flatMap(([name, expected]) =>
    vendors.map((vendor) => ({ name, vendor, expected })),
  );

  it.each(rows)('$name at $vendor', async ({ name, vendor, expected }) => {
    expect(await (await chat(vendor, `sandbox/${name}`, false)).text()).toMatch(expected[vendor]);
  });

  it.each(rows.filter(({ name }) => name !== 'prompt-block'))(
    '$name at $vendor, streamed',
    async ({ name, vendor }) => {
      const { frames, error } = await framesOf(await chat(vendor, `sandbox/${name}`, true));
      expect(frames.join('')).toMatch(terminal[vendor]);
      expect(error).toBeUndefined();
    },
  );
});
