import OpenAI from 'openai';
import { type Candidate, prompt } from '../candidate.ts';
import { remembered } from './through-x.ts';

const client = remembered((host) => new OpenAI({ apiKey: 'key', baseURL: `${host}/v1`, maxRetries: 0 }));
const messages = [{ role: 'user' as const, content: prompt }];

export const openaiClient: Candidate = {
  async call({ host, model }, signal) {
    const { choices } = await client(host).chat.completions.create({ model, messages }, { signal });
    return choices[0]?.message.content ?? '';
  },
  async *stream({ host, model }, signal) {
    const stream = await client(host).chat.completions.create({ model, messages, stream: true }, { signal });
    for await (const { choices } of stream) {
      const text = choices[0]?.delta.content;
      if (text) yield text;
    }
  },
  async embed({ host, model }, texts) {
    const { data } = await client(host).embeddings.create({ model, input: [...texts] });
    return data.reduce((sum, { embedding }) => sum + embedding.length, 0);
  },
};
