/** An answer by a schema, validated and typed, at three providers. */
import { generateObject, registry } from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import * as z from 'zod';

const trip = z.object({
  city: z.string(),
  nights: z.int().min(1),
  kind: z.enum(['work', 'leisure']),
  hotel: z.string().optional(),
});

const x = registry({ hf: hf(), openai: openai({ api: 'chat' }), gemini: gemini() });
const prompt = 'Three nights in Bern, for work.';

for (const model of ['hf:meta-llama/Llama-3.1-8B-Instruct', 'openai:gpt-5-mini', 'gemini:gemini-2.5-flash'] as const) {
  const { object, usage } = await generateObject(x, { model, prompt }, trip);
  console.log(model, object, `${usage?.totalTokens} tokens`);
}
