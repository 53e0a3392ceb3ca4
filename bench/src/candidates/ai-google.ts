import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { throughAi } from './ai.ts';
import { remembered } from './through-x.ts';

const provider = remembered((host) => createGoogleGenerativeAI({ apiKey: 'key', baseURL: `${host}/v1beta` }));

export const aiGoogle = throughAi(({ host, model }) => provider(host)(model));
