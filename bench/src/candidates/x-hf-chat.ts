import { hf } from '@x/hf/chat';
import { throughX } from './through-x.ts';

export const xHfChat = throughX((host) => hf({ baseUrl: `${host}/v1`, apiKey: 'key' }));
