/** One call, and what an answer carries. */
import { openai } from '@x/openai';

const answer = await openai().run('chat', {
  model: 'gpt-5-mini',
  system: 'Answer in one sentence.',
  prompt: 'Why is the sky blue?',
  maxTokens: 200,
});

console.log(answer.text);
console.log(answer.finishReason, answer.usage, answer.warnings);
