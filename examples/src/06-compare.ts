/** Two targets, one prompt a row; one target that fails does not hold the other up. */
import { compare } from '@x/compare';
import { gemini } from '@x/gemini';
import { openai } from '@x/openai';

const comparison = compare({
  targets: [
    { id: 'gpt', provider: openai(), model: 'gpt-5-mini' },
    { id: 'gemini', provider: gemini(), model: 'gemini-2.5-flash' },
  ],
  prompts: ['What is the capital of {{country}}?'],
  rows: [{ country: 'France' }, { country: 'Japan' }],
});

for await (const event of comparison.events()) {
  if (event.type !== 'cell-end') continue;
  const { cell, result } = event;
  console.log(`${cell.target}, row ${cell.row}: ${result.status === 'error' ? result.error.message : result.text}`);
}
for (const { target, ok, failed, totalMs } of (await comparison.done).targets) {
  console.log(`${target}: ${ok} answered, ${failed} failed, ${totalMs?.mean.toFixed(0)} ms a call`);
}
