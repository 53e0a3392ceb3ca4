/** The same call at three providers: only the string changes. */
import { InferenceError, registry } from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';

const x = registry(
  { hf: hf(), openai: openai(), gemini: gemini() },
  { aliases: { open: 'hf:meta-llama/Llama-3.1-8B-Instruct' } },
);

for (const model of ['open', 'openai:gpt-5-mini', 'gemini:gemini-2.5-flash'] as const) {
  try {
    const { text, meta } = await x.run('chat', { model, prompt: 'Name one prime number.' });
    console.log(`${meta.provider}: ${text}`);
  } catch (error) {
    if (!InferenceError.is(error)) throw error;
    console.log(`${model} failed with ${error.code}: ${error.message}`);
  }
}
