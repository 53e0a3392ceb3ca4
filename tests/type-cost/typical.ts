/** What an application writes: a registry of three, wrapped; answers, streams, an object by a schema, tools. */
import { generateObject, registry, runMany, runTools, tool } from '@x/core';
import { withCache, withFallback } from '@x/core/wrap';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import * as z from 'zod';

const providers = registry(
  { hf: hf(), openai: openai(), gemini: gemini() },
  { aliases: { fast: 'openai:gpt-5-mini', careful: 'gemini:gemini-2.5-pro' } },
);
const safe = withCache(withFallback(providers, { to: ['gemini:gemini-2.5-flash'] }));

export async function answer(question: string): Promise<string> {
  const { text, usage } = await providers.run('chat', { model: 'fast', prompt: question, maxTokens: 200 });
  return `${text} (${usage?.outputTokens ?? 'unknown'} tokens)`;
}

export async function say(question: string, print: (text: string) => void): Promise<void> {
  for await (const event of safe.stream('chat', { model: 'openai:gpt-5-mini', prompt: question })) {
    if (event.type === 'text-delta') print(event.text);
  }
}

const Recipe = z.object({ title: z.string(), minutes: z.number().optional(), steps: z.array(z.string()) });

export async function cook(dish: string): Promise<string> {
  const { object } = await generateObject(providers, { model: 'careful', prompt: `A recipe for ${dish}` }, Recipe);
  return `${object.title}: ${object.steps.length} steps`;
}

const weather = tool({ input: z.object({ city: z.string() }), execute: ({ city }) => ({ city, sky: 'clear' }) });

export async function plan(city: string): Promise<number> {
  const { steps } = await runTools(providers, { model: 'fast', prompt: `A walk in ${city}`, tools: { weather } });
  return steps.length;
}

export async function feelings(texts: readonly string[]): Promise<readonly (string | undefined)[]> {
  const inputs = texts.map((text) => ({ model: 'distilbert/distilbert-base-uncased-finetuned-sst-2-english', text }));
  const { results } = await runMany(hf(), 'text-classification', inputs);
  return results.map(({ labels }) => labels[0]?.label);
}
