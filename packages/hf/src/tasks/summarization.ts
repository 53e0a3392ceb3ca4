import type { WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { readText } from './generated-text.ts';
import { textTask } from './text-task.ts';

/** Summaries; settings such as `min_length` and `generate_parameters` go through `parameters`. */
export const summarization = (router: Router): WireTask<'summarization'> =>
  textTask(router, {
    read: (answer, _, reply) => ({ text: readText(answer, 'summary_text', reply), ...reply.base() }),
  });
