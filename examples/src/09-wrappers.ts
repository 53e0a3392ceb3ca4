/** A cache over a fallback over limits over three vendors, and what became of each call. */
import { registry } from '@x/core';
import { withCache, withFallback, withHooks, withLimits } from '@x/core/wrap';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';

const vendors = registry({ hf: hf(), openai: openai(), gemini: gemini() });
const limited = withLimits(vendors, { concurrency: 4, requestsPerMinute: 60 });
const steady = withFallback(limited, { to: ['gemini:gemini-2.5-flash', 'hf:openai/gpt-oss-20b'] });
const x = withHooks(withCache(steady), {
  onResponse: (task, { meta }) => console.log(`${task}: ${meta.provider}${meta.cached ? ', out of the cache' : ''}`),
});

// The sandbox answers this name with a quota that is used up, and OpenAI does not know it: the next model answers.
const input = { model: 'openai:sandbox/quota', prompt: 'Name one prime number.' };
const { text, meta } = await x.run('chat', input);
console.log(text);
for (const { model, ms, error } of meta.fallbacks ?? []) {
  console.log(`  ${model} ${error ? `gave up with ${error.code}` : 'answered'} after ${Math.round(ms)} ms`);
}

// The same again costs nothing, also as a stream.
for await (const piece of x.stream('chat', input).text()) console.log(piece);
