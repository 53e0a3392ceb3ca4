import { planFaults } from '../faults/plan.ts';
import { MediaFile } from '../media/media-file.ts';
import { isObject } from '../schema/json-schema.ts';
import type { SandboxSettings } from '../settings.ts';
import { isMissingModel } from '../wire/missing-model.ts';
import { jsonReply, mediaReply } from '../wire/reply.ts';
import { VendorError } from '../wire/vendor-error.ts';
import type { ModelBody } from './body.ts';
import { respondToRouterChat } from './chat.ts';
import { readCompletionsRequest, respondToCompletions } from './completions.ts';
import { hfFailures, unservedModel } from './failures.ts';
import { respondToGeneration } from './generation.ts';
import { readGenerationRequest } from './generation-request.ts';
import type { ModelCall } from './model-path.ts';
import { taskOf } from './task-of.ts';
import { tasks } from './tasks/table.ts';

/**
 * Answers a request to one model on hf-inference: at one of its OpenAI-shaped doors, or for its task.
 * @throws VendorError for a fault that the model's name asks for, before anything is said of the body; HTTP 400 for a
 *   task that is not served; and what the task says of its request.
 */
export async function respondToModelCall(
  settings: SandboxSettings,
  { model, door, task }: ModelCall,
  body: ModelBody,
): Promise<Response> {
  if (isMissingModel(model)) throw new VendorError(unservedModel);
  if (door === 'chat') return respondToRouterChat(settings, body.value, model);
  const name = door ?? taskOf(model, body.value, task);
  const plan = planFaults(settings, 'hf', model, asksForStream(name, body.value), hfFailures);
  if (name === 'completions') return respondToCompletions(readCompletionsRequest(body.value), model, plan);
  if (name === 'text-generation') return respondToGeneration(readGenerationRequest(body.value, body.text), model, plan);
  const answerTask = tasks.get(name);
  if (answerTask === undefined) throw new VendorError(unservedModel);
  const answer = await answerTask(body.value, model);
  const isEmpty = plan.change === 'empty';
  if (answer instanceof MediaFile) return mediaReply(isEmpty ? emptied(answer) : answer, plan.transport);
  return jsonReply(isEmpty ? [] : answer, plan.transport);
}

/** What can stream; to other tasks the field means nothing. */
const streaming: readonly string[] = ['completions', 'text-generation'];

function asksForStream(name: string, body: unknown): boolean {
  return streaming.includes(name) && isObject(body) && body['stream'] === true;
}

function emptied({ type }: MediaFile): MediaFile {
  return new MediaFile(type, new Uint8Array());
}
