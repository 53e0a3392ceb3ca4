import { openai } from '@x/openai/chat';
import { throughX } from './through-x.ts';

export const xOpenaiChat = throughX((host) => openai({ baseUrl: `${host}/v1`, apiKey: 'key' }));
