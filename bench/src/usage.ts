/** What a user of each library writes for one chat call. */
type Sources = Readonly<Record<string, string>>;

const ours: Sources = {
  '@x/openai/chat': `import { openai } from '@x/openai/chat';
const { text } = await openai({ apiKey: 'k' }).run('chat', { model: 'm', prompt: 'Hi' });
console.log(text);`,
  '@x/openai/responses': `import { openai } from '@x/openai/responses';
const { text } = await openai({ apiKey: 'k' }).run('chat', { model: 'm', prompt: 'Hi' });
console.log(text);`,
  '@x/hf/chat': `import { hf } from '@x/hf/chat';
const { text } = await hf({ apiKey: 'k' }).run('chat', { model: 'm', prompt: 'Hi' });
console.log(text);`,
  '@x/gemini/chat': `import { gemini } from '@x/gemini/chat';
const { text } = await gemini({ apiKey: 'k' }).run('chat', { model: 'm', prompt: 'Hi' });
console.log(text);`,
  '@x/openai': `import { openai } from '@x/openai';
const { text } = await openai({ apiKey: 'k' }).run('chat', { model: 'm', prompt: 'Hi' });
console.log(text);`,
};

/** Of the peers: what their bundles are measured on. */
export const peers: Sources = {
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

/** Of all: what type checks are measured on. */
export const usage: Sources = { ...ours, ...peers };
