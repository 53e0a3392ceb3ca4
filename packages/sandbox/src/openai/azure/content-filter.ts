import type { Finish } from '../../chat/draft.ts';
import type { ContentFilter } from '../../chat-completions/dialect.ts';
import { eventOf } from '../../wire/event.ts';

const safe = { filtered: false, severity: 'safe' };
const harmless = { hate: safe, self_harm: safe, sexual: safe, violence: safe };
const blocked = { ...harmless, violence: { filtered: true, severity: 'medium' } };

const promptResults = [
  { prompt_index: 0, content_filter_results: { ...harmless, jailbreak: { filtered: false, detected: false } } },
];

/** What Azure's filter says of prompts and answers. It finds something only where a fault asks for it. */
export const azureFilter: ContentFilter = {
  opening: eventOf({ choices: [], created: 0, id: '', model: '', object: '', prompt_filter_results: promptResults }),
  answerFields: { prompt_filter_results: promptResults },
  choiceFields: (finish?: Finish) => ({ content_filter_results: finish === 'content-filter' ? blocked : harmless }),
  blockedPrompt: {
    status: 400,
    body: {
      error: {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. " +
          'Please modify your prompt and retry.',
        type: null,
        param: 'prompt',
        code: 'content_filter',
        status: 400,
        innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: blocked },
      },
    },
  },
};
