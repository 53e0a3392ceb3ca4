import { createOpenAI } from '@ai-sdk/openai';
import { throughAi } from './ai.ts';
import { remembered } from './through-x.ts';

const provider = remembered((host) => createOpenAI({ apiKey: 'key', baseURL: `${host}/v1` }));

export const aiOpenai = throughAi(({ host, model }) => provider(host).chat(model));
