import { gemini } from '@x/gemini/chat';
import { throughX } from './through-x.ts';

export const xGeminiChat = throughX((host) => gemini({ baseUrl: `${host}/v1beta`, apiKey: 'key' }));
