import { GoogleGenAI } from '@google/genai';
import { type Candidate, prompt } from '../candidate.ts';
import { remembered } from './through-x.ts';

const client = remembered((host) => new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: host } }));
const asked = (model: string, signal: AbortSignal | undefined) => ({
  model,
  contents: prompt,
  ...(signal && { config: { abortSignal: signal } }),
});

export const genai: Candidate = {
  call: async ({ host, model }, signal) => (await client(host).models.generateContent(asked(model, signal))).text ?? '',
  async *stream({ host, model }, signal) {
    for await (const { text } of await client(host).models.generateContentStream(asked(model, signal))) {
      if (text) yield text;
    }
  },
};
