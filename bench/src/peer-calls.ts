/** What a user of each peer writes for one chat call; what bundles and type checks are measured on, beside ours. */
export const peers: Readonly<Record<string, string>> = {
  openai: `import OpenAI from 'openai';
const client = new OpenAI({ apiKey: 'k' });
const { choices } = await client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] });
console.log(choices[0]?.message.content);`,
  '@huggingface/inference': `import { InferenceClient } from '@huggingface/inference';
const client = new InferenceClient('k');
const { choices } = await client.chatCompletion({ model: 'm', messages: [{ role: 'user', content: 'Hi' }] });
console.log(choices[0]?.message.content);`,
  '@google/genai': `import { GoogleGenAI } from '@google/genai';
const client = new GoogleGenAI({ apiKey: 'k' });
const { text } = await client.models.generateContent({ model: 'm', contents: 'Hi' });
console.log(text);`,
  'ai + @ai-sdk/openai': `import { createOpenAI } from '@ai-sdk/openai';
import { generateText } from 'ai';
const { text } = await generateText({ model: createOpenAI({ apiKey: 'k' })('m'), prompt: 'Hi' });
console.log(text);`,
  'ai + @ai-sdk/google': `import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { generateText } from 'ai';
const { text } = await generateText({ model: createGoogleGenerativeAI({ apiKey: 'k' })('m'), prompt: 'Hi' });
console.log(text);`,
  '@langchain/openai': `import { ChatOpenAI } from '@langchain/openai';
const { content } = await new ChatOpenAI({ apiKey: 'k', model: 'm' }).invoke('Hi');
console.log(content);`,
};
