/** Text as it comes, then the whole answer. */
import { gemini } from '@x/gemini';

const stream = gemini().stream('chat', { model: 'gemini-2.5-flash', prompt: 'Tell me a story in three sentences.' });
for await (const piece of stream.text()) process.stdout.write(piece);

const { finishReason, meta } = await stream.result();
console.log(`\n${finishReason}, first token after ${meta.timing.firstTokenMs?.toFixed()} ms`);
