import type { TaskInput } from '@x/core';
import { type RequestContext, requireText, type WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { taskBody } from './body.ts';
import { readMedia } from './media-reply.ts';

/** A text read aloud. Where a model has voices, `parameters` names them as the model does. */
export const textToSpeech = (router: Router): WireTask<'text-to-speech'> => ({
  media: true,
  request(input, context) {
    requireText(input.text, 'text', context);
    warnUntaken(input, context);
    return { url: router.task(input.model, context), json: taskBody(input.text, {}, input, context) };
  },
  async read(body, _, reply) {
    const [audio] = await readMedia(body, 'audio', reply);
    if (audio === undefined) throw reply.unreadable('it holds no audio');
    return { audio, ...reply.base() };
  },
});

/** What the wire has no setting for, with what decides in its place. */
const untaken = { voice: 'the model reads in its own', format: 'the backend chooses' } as const;

function warnUntaken(input: TaskInput<'text-to-speech'>, context: RequestContext): void {
  for (const setting of ['voice', 'format'] as const) {
    if (input[setting] === undefined) continue;
    const message = `the wire has no such setting; it was left out, and ${untaken[setting]}`;
    context.warn({ type: 'unsupported', setting, message });
  }
}
