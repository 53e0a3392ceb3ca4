import * as z from 'zod';
import { type TargetLanguage, targetLanguages } from '../../engines/glossary.ts';
import { summarise } from '../../engines/summary.ts';
import { targetLanguage, translate } from '../../engines/translation.ts';
import { generate } from '../generation.ts';
import { factsOf } from '../model-facts.ts';
import { answerCount, defineTask, oneOrMoreTexts } from './define.ts';

const summaryTokens = 60;
const generatedTokens = 60;

/** `summarization`: a list with one summary for each text, also when there is only one. */
export const summarization = defineTask(
  z.object({ inputs: oneOrMoreTexts, parameters: z.object({ max_length: answerCount }).nullish() }),
  ({ inputs, parameters }) =>
    [inputs].flat().map((text) => ({ summary_text: summarise(text, parameters?.max_length ?? summaryTokens) })),
);

/** `translation`: a list with one translation for each text, also when there is only one. */
export const translation = defineTask(
  z.object({ inputs: oneOrMoreTexts, parameters: z.object({ tgt_lang: z.string().nullish() }).nullish() }),
  ({ inputs, parameters }, model) => {
    const language = languageOf(parameters?.tgt_lang ?? '', model);
    return [inputs].flat().map((text) => ({ translation_text: translate(text, language) }));
  },
);

/** `text2text-generation`: a list with one new text for each text, without the text itself. */
export const textToTextGeneration = defineTask(
  z.object({ inputs: oneOrMoreTexts, parameters: z.object({ max_new_tokens: answerCount }).nullish() }),
  ({ inputs, parameters }, model) =>
    [inputs].flat().map((text) => {
      const generated = generate(text, model, parameters?.max_new_tokens ?? generatedTokens, []);
      return { generated_text: generated.text.trim() };
    }),
);

/** The language asked for, or that of the model, or that at the end of its name, or else the first the sandbox has. */
function languageOf(asked: string, model: string): TargetLanguage {
  const ending = model.split('-').at(-1) ?? '';
  const names = [asked, factsOf(model).targetLanguage ?? '', ending];
  return names.map(targetLanguage).find((language) => language !== undefined) ?? targetLanguages[0];
}
