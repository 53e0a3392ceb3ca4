/** Tasks beyond chat, and the one-liner that finds the task by itself. */
import { runMany } from '@x/core';
import { hf, query } from '@x/hf';

const model = 'distilbert/distilbert-base-uncased-finetuned-sst-2-english';
console.log(await query('I like this', { model }));

const { results } = await runMany(hf(), 'text-classification', [
  { model, text: 'A wonderful film.' },
  { model, text: 'A terrible waste of time.' },
]);
for (const { labels } of results) console.log(labels[0]);

const { vectors } = await hf().run('embedding', {
  model: 'sentence-transformers/all-MiniLM-L6-v2',
  texts: ['a cat', 'a kitten'],
});
console.log(vectors.map((vector) => vector.length));
