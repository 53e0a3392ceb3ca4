import { openai } from '@x/openai';
import type { Candidate } from '../candidate.ts';
import { remembered, throughX } from './through-x.ts';

const make = (host: string) => openai({ baseUrl: `${host}/v1`, apiKey: 'key', api: 'chat' });
const provider = remembered(make);

export const xOpenai: Candidate = {
  ...throughX(make),
  async embed({ host, model }, texts) {
    const { vectors } = await provider(host).run('embedding', { model, texts });
    return vectors.reduce((sum, vector) => sum + vector.length, 0);
  },
};
