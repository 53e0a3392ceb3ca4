// The floor: nothing but fetch, for three models at once with four calls in flight each, as a comparison does by default.
// Plain JavaScript, so that no types are stripped while it is measured.
// Usage: node bare-loop.mjs <base URL> <prompts>
const [url, prompts] = process.argv.slice(2);
const calls = ['a', 'b', 'c'].map(async (model) => {
  let next = 0;
  const slot = async () => {
    while (next < Number(prompts)) {
      const messages = [{ role: 'user', content: `Why is the sky blue? ${next++}` }];
      const headers = { 'content-type': 'application/json', authorization: 'Bearer none' };
      const body = JSON.stringify({ model, messages });
      const response = await fetch(`${url}/chat/completions`, { method: 'POST', headers, body });
      const { choices } = await response.json();
      if (typeof choices[0].message.content !== 'string') throw new Error('there is no answer');
    }
  };
  await Promise.all([slot(), slot(), slot(), slot()]);
});
await Promise.all(calls);
