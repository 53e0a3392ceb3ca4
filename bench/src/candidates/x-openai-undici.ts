import { nodeFetch } from '@x/core/node';
import { openai } from '@x/openai/chat';
import { throughX } from './through-x.ts';

const fetch = nodeFetch();

/** The narrow door over the transport for Node. */
export const xOpenaiUndici = throughX((host) => openai({ baseUrl: `${host}/v1`, apiKey: 'key', fetch }));
