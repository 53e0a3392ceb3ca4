/** A page streams through a small route that holds the key. Both halves run here; between them goes one Response. */
import { fromResponse, InferenceError, toResponse } from '@x/core';
import { openai } from '@x/openai';
import { Hono } from 'hono';

// On the server. The key is read from its environment and goes to the vendor alone.
const provider = openai();
const server = new Hono().post('/chat', async (context) => {
  const { prompt } = await context.req.json<{ prompt: unknown }>();
  if (typeof prompt !== 'string' || prompt.length > 2000)
    return context.text('Give a prompt of at most 2,000 letters', 400);
  return toResponse(provider.stream('chat', { model: 'gpt-5-mini', prompt }));
});

// In the page, where this is `fetch('/chat', { method: 'POST', body })`.
const ask = async (prompt: unknown) =>
  fromResponse(await server.request('/chat', { method: 'POST', body: JSON.stringify({ prompt }) }));

const stream = await ask('Why is the sky blue?');
for await (const piece of stream.text()) process.stdout.write(piece);
const { finishReason, meta } = await stream.result();
console.log(`\n(${finishReason}, by ${meta.model})`);

try {
  await (await ask(42)).result();
} catch (error) {
  if (!InferenceError.is(error)) throw error;
  console.log(`Refused, as it should be: ${error.code}. ${error.message}`);
}
