import { requireText, textGenerationTask, type WireTask } from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { taskBody } from './body.ts';
import { generationSettings } from './generation-settings.ts';
import { generationSpeech } from './generation-speech.ts';

/** A model that goes on where the prompt ends, over the wire of Text Generation Inference. */
export const textGeneration = (router: Router): WireTask<'text-generation'> =>
  textGenerationTask((input, context) => {
    requireText(input.prompt, 'prompt', context);
    const url = router.task(input.model, context);
    const body = taskBody(input.prompt, generationSettings(input, context), input, context);
    return { url, json: context.streaming ? { ...body, stream: true } : body };
  }, generationSpeech);
