import { scriptedFetch } from '@x/testing';
import { expect, test } from 'vitest';
import { openai } from '../src/responses.ts';

const summary = [{ type: 'summary_text', text: 'Hm.' }];
const reasoning = (id: string) => ({ id, type: 'reasoning', summary, encrypted_content: `gAAAA${id}` });
const message = (id: string, ...texts: readonly string[]) => ({
  id,
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: texts.map((text) => ({ type: 'output_text', text, annotations: [], logprobs: [] })),
});
const call = (id: string) => ({ id, type: 'function_call', call_id: `call_${id}`, name: 'f', arguments: '{"a":1}' });
const search = { id: 'ws_1', type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'q' } };
const picture = {
  id: 'ig_1',
  type: 'image_generation_call',
  status: 'completed',
  output_format: 'png',
  result: 'AQID',
};

/** Answers that a reasoning model gives, each as its items. */
test.each<[string, readonly object[]]>([
  ['reasoning and a text', [reasoning('rs_1'), message('msg_1', 'Hi')]],
  ['reasoning and parallel calls', [reasoning('rs_1'), call('fc_1'), call('fc_2')]],
  ['reasoning between tools', [reasoning('rs_1'), search, reasoning('rs_2'), search2(), message('msg_1', 'Hi')]],
  ['reasoning twice in a row', [reasoning('rs_1'), reasoning('rs_2'), message('msg_1', 'Hi')]],
  ['reasoning without a word', [{ ...reasoning('rs_1'), summary: [] }, message('msg_1', 'Hi')]],
  ['a message of two texts', [reasoning('rs_1'), message('msg_1', 'Hi', 'Ho')]],
  ['two messages', [reasoning('rs_1'), message('msg_1', 'Hi'), message('msg_2', 'Ho')]],
  ['a comment', [reasoning('rs_1'), { ...message('msg_1', 'Wait.'), phase: 'commentary' }, call('fc_1')]],
  ['a call in a namespace', [reasoning('rs_1'), { ...call('fc_1'), namespace: 'crm' }]],
  ['a picture', [reasoning('rs_1'), picture]],
  ['tools without reasoning', [search, picture, { type: 'compaction', id: 'cmp_1', encrypted_content: 'gAAAA' }]],
])('%s goes back as it came', async (_, output) => {
  const whole = { id: 'resp_1', object: 'response', model: 'm', status: 'completed', output };
  const events = output.map((item, output_index) => ({ type: 'response.output_item.done', output_index, item }));
  const frames = [...events, { type: 'response.completed', response: whole }].map(
    (event) => `data: ${JSON.stringify(event)}\n\n`,
  );
  const ask = { model: 'gpt-5-mini', prompt: 'Hi' };
  const ran = await openai({ apiKey: 'k', fetch: scriptedFetch({ json: whole }) }).run('chat', ask);
  const streamed = await openai({ apiKey: 'k', fetch: scriptedFetch({ frames }) })
    .stream('chat', ask)
    .result();
  for (const { content } of [ran, streamed]) {
    const { body, warnings } = await openai({ id: 'another-name' }).prepare('chat', {
      model: 'gpt-5-mini',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content },
        { role: 'user', content: 'Go on' },
      ],
    });
    expect((body as { readonly input: readonly unknown[] }).input.slice(1, -1)).toEqual(output);
    expect(warnings).toEqual([]);
  }
});

function search2(): object {
  return { ...search, id: 'ws_2' };
}
