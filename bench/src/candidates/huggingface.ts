import { InferenceClient } from '@huggingface/inference';
import { type Candidate, prompt } from '../candidate.ts';
import { remembered } from './through-x.ts';

const client = remembered((host) => new InferenceClient('hf_key', { endpointUrl: host }));
const messages = [{ role: 'user', content: prompt }];

export const huggingFace: Candidate = {
  async call({ host, model }, signal) {
    const { choices } = await client(host).chatCompletion({ model, messages }, signal && { signal });
    return String(choices[0]?.message.content ?? '');
  },
  async *stream({ host, model }, signal) {
    for await (const { choices } of client(host).chatCompletionStream({ model, messages }, signal && { signal })) {
      const text = choices[0]?.delta.content;
      if (typeof text === 'string' && text !== '') yield text;
    }
  },
};
