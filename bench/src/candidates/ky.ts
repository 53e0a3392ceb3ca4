import ky from 'ky';
import { type Candidate, prompt } from '../candidate.ts';

/** ky as its page shows it, with its retries and timer off. */
export const kyOpenai: Candidate = {
  async call({ host, model }, signal) {
    const body = await ky
      .post(`${host}/v1/chat/completions`, {
        json: { model, messages: [{ role: 'user', content: prompt }] },
        headers: { authorization: 'Bearer key' },
        retry: 0,
        timeout: false,
        ...(signal && { signal }),
      })
      .json<{ choices: { message: { content: string } }[] }>();
    return body.choices[0]?.message.content ?? '';
  },
};
