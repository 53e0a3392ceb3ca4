import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { faultNames, sandbox } from '../src/index.ts';
import { getJson, post, postJson } from './support/call.ts';

const labels = z.array(z.object({ label: z.string(), score: z.number() }));

function ask(model: string, body: object): Promise<unknown> {
  return postJson(`/hf/hf-inference/models/${model}`, body);
}

function total(scores: readonly { readonly score: number }[]): number {
  return scores.reduce((sum, { score }) => sum + score, 0);
}

describe('tasks of Hugging Face', () => {
  it('text-classification: a list of labels for each text, also for one', async () => {
    const model = 'distilbert/distilbert-base-uncased-finetuned-sst-2-english';
    const [good = []] = z.array(labels).parse(await ask(model, { inputs: 'I love you' }));
    expect(good.map(({ label }) => label)).toEqual(['POSITIVE', 'NEGATIVE']);
    expect(total(good)).toBeCloseTo(1, 10);
    const several = z.array(labels).parse(await ask(model, { inputs: ['I love you', 'not good', 'a table'] }));
    expect(several.map(([best]) => best?.label)).toEqual(['POSITIVE', 'NEGATIVE', expect.any(String)]);
    expect(several[2]?.[0]?.score).toBeCloseTo(0.5, 10);
    const few = await ask('nlptown/bert-base-multilingual-uncased-sentiment', {
      inputs: 'fine',
      parameters: { top_k: 2 },
    });
    expect(z.array(labels).parse(few)[0]).toHaveLength(2);
  });

  it('zero-shot-classification: labels for one text, the older shape for a list', async () => {
    const parameters = { candidate_labels: ['sports', 'cooking'] };
    const model = 'facebook/bart-large-mnli';
    const one = labels.parse(await ask(model, { inputs: 'The team won the game', parameters }));
    expect(one[0]?.label).toBe('sports');
    expect(total(one)).toBeCloseTo(1, 10);
    expect(await ask(model, { inputs: ['The team won the game'], parameters })).toMatchObject([
      { sequence: 'The team won the game', labels: ['sports', 'cooking'] },
    ]);
    const free = labels.parse(
      await ask(model, {
        inputs: 'The team won',
        parameters: { candidate_labels: 'sports, cooking', multi_label: true },
      }),
    );
    expect(total(free)).not.toBeCloseTo(1, 2);
  });

  it('token-classification: offsets that cut the word out of the text', async () => {
    const text = 'Angela Merkel visited Paris, France and met people of Google in Paris.';
    const entity = z.object({
      entity_group: z.string(),
      score: z.number(),
      word: z.string(),
      start: z.number(),
      end: z.number(),
    });
    const found = z.array(entity).parse(await ask('dslim/bert-base-NER', { inputs: text }));
    expect(found.map(({ word }) => word)).toEqual(['Angela Merkel', 'Paris', 'France', 'Google', 'Paris']);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(found.map(({ word }) => word));
    const single = await ask('dslim/bert-base-NER', { inputs: [text], parameters: { aggregation_strategy: 'none' } });
    expect(single).toMatchObject([[{ entity: 'B-PER', index: 1 }, {}, {}, {}, {}]]);
  });

  it('question-answering: one answer, or a list with top_k', async () => {
    const context = 'Wolfgang was born in 1972. He lives in Berlin with 3 cats. He likes strong coffee.';
    const put = (question: string, parameters?: object) =>
      ask('deepset/roberta-base-squad2', { inputs: { question, context }, ...(parameters && { parameters }) });
    const one = z.object({ answer: z.string(), score: z.number(), start: z.number(), end: z.number() });
    const asked = {
      'Where does he live?': 'Berlin',
      'How many cats?': '3 cats',
      'When was he born?': '1972',
      'What does he like?': 'strong coffee',
    };
    for (const [question, expected] of Object.entries(asked)) {
      const { answer, start, end, score } = one.parse(await put(question));
      expect(answer).toBe(expected);
      expect(context.slice(start, end)).toBe(answer);
      expect(score > 0 && score < 1).toBe(true);
    }
    expect(await put('Where does he live?', { top_k: 3 })).toHaveLength(3);
  });

  it('fill-mask: five guesses, a list for each of several masks, only the targets', async () => {
    const model = 'google-bert/bert-base-uncased';
    const guess = z.object({ score: z.number(), token: z.number(), token_str: z.string(), sequence: z.string() });
    const guesses = z.array(guess).parse(await ask(model, { inputs: 'The capital of Germany is [MASK].' }));
    expect(guesses).toHaveLength(5);
    expect(guesses[0]).toMatchObject({ token_str: 'berlin', sequence: 'The capital of Germany is berlin.' });
    expect(total(guesses)).toBeCloseTo(1, 10);
    expect(z.array(z.array(guess)).parse(await ask(model, { inputs: 'A [MASK] and a [MASK]' }))).toHaveLength(2);
    const targets = await ask(model, { inputs: 'The sky is [MASK]', parameters: { targets: ['green', 'blue'] } });
    expect(targets).toMatchObject([{ token_str: 'blue' }, { token_str: 'green' }]);
  });

  it('feature-extraction: the depth of the model', async () => {
    const flat = await ask('BAAI/bge-small-en-v1.5', { inputs: 'one two' });
    expect(z.array(z.number()).parse(flat)).toHaveLength(384);
    const deep = z.array(z.array(z.array(z.number()))).parse(await ask('facebook/bart-base', { inputs: 'one two' }));
    expect([deep.length, deep[0]?.length, deep[0]?.[0]?.length]).toEqual([1, 2, 768]);
  });

  it('summarization and translation: a list for one text and for several', async () => {
    const inputs = ['Cats sleep. Cats eat. Dogs bark.', 'One sentence.'];
    const summaries = await ask('facebook/bart-large-cnn', { inputs, parameters: { max_length: 6 } });
    expect(summaries).toEqual([{ summary_text: expect.stringContaining('Cats') }, { summary_text: 'One sentence.' }]);
    expect(await ask('google-t5/t5-small', { inputs: 'The house is small' })).toEqual([
      { translation_text: 'Das Haus ist klein' },
    ]);
    const spanish = await ask('facebook/nllb-200', { inputs: 'Hello world', parameters: { tgt_lang: 'spa_Latn' } });
    expect(spanish).toEqual([{ translation_text: 'Hola mundo' }]);
  });

  it('text-generation: with the prompt or without, with details, for lists, up to a stop', async () => {
    const inputs = 'Once upon a time';
    const generate = (parameters: object, more: object = {}) => ask('gpt2', { inputs, parameters, ...more });
    expect(await generate({})).toMatchObject([
      { generated_text: expect.stringMatching(/^Once upon a time \[sandbox\] there/u) },
    ]);
    expect(await generate({ return_full_text: false, max_new_tokens: 3 })).toEqual([{ generated_text: ' [sandbox]' }]);
    expect(await generate({ details: true, max_new_tokens: 5 })).toMatchObject([
      { details: { finish_reason: 'length', generated_tokens: 5 } },
    ]);
    expect(await generate({ stop: ['was'], return_full_text: false })).toEqual([
      { generated_text: ' [sandbox] there was' },
    ]);
    expect(await generate({}, { inputs: [inputs, 'Hello'] })).toMatchObject([[{}], [{}]]);
    expect(await ask('google/flan-t5-small', { inputs: 'Translate English to French: The cat' })).toEqual([
      { generated_text: '[sandbox] Le chat' },
    ]);
  });

  it.each([
    ['the shape of the body', 'some/model', { inputs: 'A <mask> day' }, 'token_str'],
    ['a question', 'some/model', { inputs: { question: 'a', context: 'b' } }, 'answer'],
    ['labels', 'some/model', { inputs: 'a', parameters: { candidate_labels: ['b'] } }, 'label'],
    ['the name of the model', 'some/opus-mt-en-de', { inputs: 'The cat' }, 'translation_text'],
    ['the path', 'some/model/pipeline/feature-extraction', { inputs: 'a' }, '0'],
    ['nothing: it generates', 'some/model', { inputs: 'a' }, 'generated_text'],
  ])('an unknown model has the task of %s', async (_, model, body, field) => {
    expect(await (await post(`/hf/models/${model}`, body)).text()).toContain(field);
  });
});

describe("the Hub's model information", () => {
  it('has the facts of a known model, all or those that are asked for', async () => {
    const all = await getJson('/hf/api/models/meta-llama/Llama-3.1-8B-Instruct');
    expect(all).toMatchObject({
      id: 'meta-llama/Llama-3.1-8B-Instruct',
      pipeline_tag: 'text-generation',
      gated: 'manual',
      cardData: { license: 'llama3.1' },
      tags: expect.arrayContaining(['conversational', 'license:llama3.1']),
      inferenceProviderMapping: { 'hf-inference': { status: 'live', task: 'conversational' } },
    });
    const some = await getJson(
      '/hf/api/models/google-bert/bert-base-uncased?expand[]=mask_token&expand[]=pipeline_tag&expand[]=nothing',
    );
    expect(some).toEqual({
      _id: expect.any(String),
      id: 'google-bert/bert-base-uncased',
      mask_token: '[MASK]',
      pipeline_tag: 'fill-mask',
    });
    const { fetch } = sandbox();
    const plain = await fetch('https://huggingface.co/api/models/gpt2?expand=inferenceProviderMapping');
    expect(await plain.json()).toMatchObject({
      inferenceProviderMapping: { 'hf-inference': { task: 'text-generation' } },
    });
  });

  it('lists the models of the router with those that fail', async () => {
    const models = z.object({ data: z.array(z.object({ id: z.string(), providers: z.array(z.unknown()) })) });
    const ids = models.parse(await getJson('/hf/v1/models')).data.map(({ id }) => id);
    expect(ids).toContain('Qwen/Qwen2.5-7B-Instruct');
    expect(ids.filter((id) => id.startsWith('sandbox/'))).toHaveLength(faultNames.length);
    expect(await getJson('/hf/v1/models/a/b')).toMatchObject({ id: 'a/b', owned_by: 'a' });
  });
});
