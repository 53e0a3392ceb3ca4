import { InferenceClient, InferenceClientProviderApiError } from '@huggingface/inference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type ServedSandbox, serveSandbox } from '../src/node.ts';
import { collect } from './support/call.ts';
import { redirected } from './support/redirected.ts';

const completionEvent = z.object({ choices: z.array(z.object({ text: z.string() })) });

describe('the @huggingface/inference client against the sandbox on a port', () => {
  let served: ServedSandbox;
  let client: InferenceClient;
  const provider = 'hf-inference';

  beforeAll(async () => {
    served = await serveSandbox();
    client = new InferenceClient('hf_sandbox', { fetch: redirected(served.url), retry_on_error: false });
  });
  afterAll(() => served.close());

  it('chats through the router', async () => {
    const answer = await client.chatCompletion({
      model: 'Qwen/Qwen2.5-7B-Instruct:cerebras',
      messages: [{ role: 'user', content: 'Why is the sky blue?' }],
    });
    expect(answer.choices[0]?.message.content).toMatch(/^\[sandbox\] .*sky/su);
    expect(answer.usage.total_tokens).toBe(answer.usage.prompt_tokens + answer.usage.completion_tokens);
  });

  it('streams a chat', async () => {
    const request = { model: 'openai/gpt-oss-20b', messages: [{ role: 'user', content: 'Tell me about rivers.' }] };
    const whole = await client.chatCompletion(request);
    const chunks = await collect(client.chatCompletionStream(request));
    const text = chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('');
    expect(text).toBe(whole.choices[0]?.message.content);
    expect(chunks.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });

  it('chats at the door of a model on hf-inference', async () => {
    const answer = await client.chatCompletion({
      provider,
      model: 'Qwen/Qwen2.5-7B-Instruct',
      messages: [{ role: 'user', content: 'Hello rivers' }],
    });
    expect(answer.choices[0]?.message.content).toContain('[sandbox]');
  });

  it('generates text, whole and streamed', async () => {
    const request = { provider, model: 'openai-community/gpt2', inputs: 'Once upon a time' } as const;
    const { generated_text: whole } = await client.textGeneration(request);
    expect(whole).toMatch(/^ \[sandbox\] there was/u);
    // The client hands the events on as they are, whatever its types say.
    const events: readonly unknown[] = await collect(client.textGenerationStream(request));
    const pieces = events.map((event) => completionEvent.parse(event).choices[0]?.text ?? '');
    expect(pieces.join('')).toBe(whole);
  });

  it('embeds and compares sentences', async () => {
    const model = 'sentence-transformers/all-MiniLM-L6-v2';
    const vector = await client.featureExtraction({ provider, model, inputs: 'a river in the mountains' });
    expect(vector).toHaveLength(384);
    const [near = 0, far = 0] = await client.sentenceSimilarity({
      provider,
      model,
      inputs: { source_sentence: 'That is a happy person', sentences: ['That is a very happy person', 'It rains'] },
    });
    expect(near).toBeGreaterThan(far);
  });

  it('classifies, with the labels of the model or of the request', async () => {
    const [best] = await client.textClassification({
      provider,
      model: 'distilbert/distilbert-base-uncased-finetuned-sst-2-english',
      inputs: 'I love this wonderful film',
    });
    expect(best?.label).toBe('POSITIVE');
    const [label] = await client.zeroShotClassification({
      provider,
      model: 'facebook/bart-large-mnli',
      inputs: 'I bought a device and would like to get reimbursed',
      parameters: { candidate_labels: ['refund', 'legal', 'faq'] },
    });
    expect(label?.label).toBe('refund');
  });

  it('finds entities, answers from a context and fills masks', async () => {
    const entities = await client.tokenClassification({
      provider,
      model: 'dslim/bert-base-NER',
      inputs: 'Wolfgang lives in Berlin',
    });
    expect(entities.map(({ entity_group, word }) => [entity_group, word])).toEqual([
      ['PER', 'Wolfgang'],
      ['LOC', 'Berlin'],
    ]);
    const { answer } = await client.questionAnswering({
      provider,
      model: 'deepset/roberta-base-squad2',
      inputs: { question: 'Where does Wolfgang live?', context: 'I am Wolfgang. I live in Berlin.' },
    });
    expect(answer).toBe('Berlin');
    const [guess] = await client.fillMask({
      provider,
      model: 'google-bert/bert-base-uncased',
      inputs: 'The capital of France is [MASK].',
    });
    expect(guess?.token_str).toBe('paris');
  });

  it('summarises and translates', async () => {
    const text = 'The tower stands in Paris. The tower is the tallest structure in Paris. Pigeons are grey.';
    const { summary_text: summary } = await client.summarization({
      provider,
      model: 'facebook/bart-large-cnn',
      inputs: text,
      parameters: { max_length: 16 },
    });
    expect(summary).toContain('tower');
    const translated = await client.translation({
      provider,
      model: 'Helsinki-NLP/opus-mt-en-fr',
      inputs: 'My name is Wolfgang',
    });
    expect(translated).toEqual({ translation_text: 'Mon nom est Wolfgang' });
  });

  it('raises the errors of the client', async () => {
    const failing = client.textClassification({ provider, model: 'sandbox/quota', inputs: 'x' });
    await expect(failing).rejects.toThrow();
    const bad = new InferenceClient('hf_invalid', { fetch: redirected(served.url) });
    const unauthorised = bad.chatCompletion({ model: 'a/b', messages: [{ role: 'user', content: 'x' }] });
    await expect(unauthorised).rejects.toBeInstanceOf(InferenceClientProviderApiError);
  });
});
