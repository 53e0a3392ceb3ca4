/** Tools that the model calls and this program runs, until there is an answer; the same at three providers. */
import { registry, runTools, tool } from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import * as z from 'zod';

const weather = tool({
  description: 'The weather in a city, today',
  input: z.object({ city: z.string() }),
  execute: ({ city }) => ({ city, sky: 'clear', degrees: 21 }),
});

const x = registry(
  { hf: hf(), openai: openai({ api: 'chat' }), gemini: gemini() },
  { aliases: { open: 'hf:meta-llama/Llama-3.1-8B-Instruct' } },
);

for (const model of ['open', 'openai:gpt-5-mini', 'gemini:gemini-2.5-flash'] as const) {
  const { text, steps } = await runTools(
    x,
    { model, prompt: 'What is the weather in Bern?', tools: { weather } },
    {
      approve: ({ name }) => name === 'weather',
      onStep: ({ call, result }) => console.log(`${call.name}(${call.rawArguments}) gave`, result.output),
    },
  );
  console.log(`${model}: ${text} (${steps.length} call of a tool)`);
}
