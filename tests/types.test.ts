import {
  type ChatOutput,
  collectChat,
  type InferenceProvider,
  jsonSchema,
  registry,
  runMany,
  supports,
  type TaskName,
  type TaskStream,
  tool,
} from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { type OpenAITask, openai } from '@x/openai';
import { openai as narrow } from '@x/openai/chat';
import { describe, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import * as mini from 'zod/mini';

// What does not compile is the subject here; nothing is called.
const x = registry(
  { hf: hf(), openai: openai(), groq: openai({ id: 'groq', baseUrl: 'https://api.groq.test/v1' }), gemini: gemini() },
  { aliases: { fast: 'groq:llama-3.3-70b' } },
);
const never = (): boolean => Math.random() > 2;

describe('a call', () => {
  test('answers with the output of its task', () => {
    expectTypeOf(x.run<'chat'>).returns.resolves.toEqualTypeOf<ChatOutput>();
    expectTypeOf(hf().stream<'text-generation'>).returns.toEqualTypeOf<TaskStream<'text-generation'>>();
    if (never()) {
      void x.run('chat', { model: 'fast', prompt: 'hi' });
      void x.run('fill-mask', { model: 'hf:bert', text: 'a [MASK]' });
      void gemini().run('chat', { model: 'g', prompt: 'x', maxTokens: undefined }, { signal: undefined });
      void narrow().run('chat', { model: 'm', prompt: 'x' });
    }
  });

  test('does not compile where it could not work', () => {
    if (never()) {
      // @ts-expect-error openai has no fill-mask
      void x.run('fill-mask', { model: 'openai:gpt-5', text: 'x' });
      // @ts-expect-error a misspelt provider
      void x.run('chat', { model: 'opnai:gpt-5', prompt: 'x' });
      // @ts-expect-error a misspelt field
      void x.run('chat', { model: 'fast', promt: 'x' });
      // @ts-expect-error gemini has no fill-mask
      void gemini().run('fill-mask', { model: 'g', text: 'x' });
      // @ts-expect-error embeddings do not stream
      void openai().stream('embedding', { model: 'm', texts: ['x'] });
      // @ts-expect-error the narrow door has chat alone
      void narrow().run('embedding', { model: 'm', texts: ['x'] });
      // @ts-expect-error an alias that leads to nobody
      registry({ a: openai() }, { aliases: { fast: 'b:m' } });
    }
  });
});

describe('a provider', () => {
  test('of unknown abilities is asked first', () => {
    const providers: InferenceProvider[] = [hf(), gemini(), x];
    for (const provider of providers) {
      // @ts-expect-error nothing is known of it
      if (never()) void provider.run('embedding', { model: 'm', texts: ['a'] });
      if (never() && supports(provider, 'embedding')) void provider.run('embedding', { model: 'm', texts: ['a'] });
    }
  });

  test('of one ability is none of another', () => {
    const chats: InferenceProvider<'chat'> = x;
    expectTypeOf(chats.tasks).toEqualTypeOf<Readonly<Record<'chat', true>>>();
    // @ts-expect-error the narrow door is no embedder
    const embeds: InferenceProvider<'embedding'> = narrow();
    expectTypeOf(embeds.id).toBeString();
  });

  test('can be wrapped without a cast', () => {
    function named<T extends TaskName>(provider: InferenceProvider<T>, id: string): InferenceProvider<T> {
      return {
        id,
        tasks: provider.tasks,
        run: (task, input, options) => provider.run(task, input, options),
        stream: (task, input, options) => provider.stream(task, input, options),
        catalog: provider.catalog,
      };
    }
    expectTypeOf(named(openai(), 'mine')).toEqualTypeOf<InferenceProvider<OpenAITask>>();
  });
});

test('many inputs give as many outputs of their task', () => {
  if (never()) {
    const many = runMany(hf(), 'summarization', [{ model: 'm', text: 'x' }]);
    expectTypeOf(many).resolves.toHaveProperty('results');
    // @ts-expect-error an input of another task
    void runMany(hf(), 'summarization', [{ model: 'm', prompt: 'x' }]);
  }
});

test('a stream is folded into an answer', () => {
  if (never())
    expectTypeOf(collectChat(x.stream('chat', { model: 'fast', prompt: 'x' }))).resolves.toEqualTypeOf<ChatOutput>();
});

test('a tool knows its input from its schema', () => {
  const weather = tool({ input: z.object({ city: z.string() }), execute: ({ city }) => city.length });
  expectTypeOf(weather.execute).parameter(0).toEqualTypeOf<{ city: string }>();
  const schema = mini.object({ n: mini.number() });
  expectTypeOf(tool({ input: jsonSchema(schema, mini.toJSONSchema(schema)) }).input).not.toBeAny();
  // @ts-expect-error zod/mini cannot say its JSON Schema
  tool({ input: schema });
});
