/** Runs in the browser. It has no key, and asks its own server. */
import { fromResponse, InferenceError } from '@x/core';

const form = document.querySelector('form');
const status = document.querySelector('[role=status]');

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (status === null) return;
  const prompt = new FormData(form).get('prompt');
  // What a model writes is text, never HTML.
  status.textContent = '';
  try {
    const stream = fromResponse(await fetch('/chat', { method: 'POST', body: JSON.stringify({ prompt }) }));
    for await (const piece of stream.text()) status.textContent += piece;
  } catch (error) {
    status.textContent = InferenceError.is(error) ? `${error.code}: ${error.message}` : 'The server cannot be reached.';
  }
});
