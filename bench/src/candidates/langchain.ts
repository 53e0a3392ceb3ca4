import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { type Candidate, prompt, type Target } from '../candidate.ts';

let made: { readonly key: string; readonly client: ChatOpenAI } | undefined;

/** One client a host and model, as an application has it. */
function client({ host, model }: Target): ChatOpenAI {
  const key = `${host} ${model}`;
  if (made?.key !== key) {
    const configuration = { baseURL: `${host}/v1` };
    made = {
      key,
      client: new ChatOpenAI({ apiKey: 'key', model, maxRetries: 0, configuration, useResponsesApi: false }),
    };
  }
  return made.client;
}

export const langchain: Candidate = {
  call: async (target, signal) => String((await client(target).invoke(prompt, signal && { signal })).content),
  async *stream(target, signal) {
    for await (const { content } of await client(target).stream(prompt, signal && { signal })) {
      if (typeof content === 'string' && content !== '') yield content;
    }
  },
  async embed({ host, model }, texts) {
    const options = { apiKey: 'key', model, maxRetries: 0, batchSize: 2_048, configuration: { baseURL: `${host}/v1` } };
    const vectors = await new OpenAIEmbeddings(options).embedDocuments([...texts]);
    return vectors.reduce((sum, vector) => sum + vector.length, 0);
  },
};
