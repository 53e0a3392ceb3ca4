import type { WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { readText } from './generated-text.ts';
import { textTask } from './text-task.ts';

/**
 * Languages go as they are given: each family of models has its own spelling of them (`en_XX` at mBART, `eng_Latn` at
 * NLLB, `en` at M2M100), and models of one pair take none.
 */
export const translation = (router: Router): WireTask<'translation'> =>
  textTask(router, {
    parameters: ({ from, to }) => ({ src_lang: from, tgt_lang: to }),
    read: (answer, _, reply) => ({ text: readText(answer, 'translation_text', reply), ...reply.base() }),
  });
