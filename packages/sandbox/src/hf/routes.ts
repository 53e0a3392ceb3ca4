import { Hono } from 'hono';
import { invalidRequest } from '../chat-completions/request-error.ts';
import { findFault } from '../faults/find.ts';
import { planFaults } from '../faults/plan.ts';
import type { SandboxSettings } from '../settings.ts';
import { hexDigits } from '../text/hash.ts';
import { bearerToken } from '../wire/key.ts';
import { isMissingModel } from '../wire/missing-model.ts';
import { parseJson } from '../wire/read-json.ts';
import { jsonReply } from '../wire/reply.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { checkHubToken, checkRouterToken } from './auth.ts';
import { respondToRouterChat } from './chat.ts';
import { readCompletionsRequest, respondToCompletions } from './completions.ts';
import { hfFailures, unservedChatModel, unservedModel } from './failures.ts';
import { respondToGeneration } from './generation.ts';
import { readGenerationRequest } from './generation-request.ts';
import { describeChatModel, listChatModels, modelInformation, unknownRepository } from './hub.ts';
import { type ModelCall, readModelPath } from './model-path.ts';
import { taskOf } from './task-of.ts';
import { tasks } from './tasks/table.ts';

/** Hugging Face's router (`/v1`, `/models`) and the Hub's model information (`/api/models`). */
export function hfRoutes(settings: SandboxSettings): Hono {
  const routes = new Hono();

  routes.use(async (context, next) => {
    const body = await context.req.text();
    await next();
    const digits = hexDigits(context.req.path + body, 32);
    context.header('x-request-id', `Root=1-${digits.slice(0, 8)}-${digits.slice(8)}`);
  });

  routes.get('/api/models/:id{.+}', (context) => {
    checkHubToken(context.req.raw.headers);
    const id = context.req.param('id');
    if (isMissingModel(id)) throw unknownRepository(bearerToken(context.req.raw.headers) !== undefined);
    checkHubFault(settings, id);
    const expand = ['expand', 'expand[]'].flatMap((name) => context.req.queries(name) ?? []);
    return context.json(modelInformation(id, expand));
  });

  routes.use(async (context, next) => {
    checkRouterToken(context.req.raw.headers, settings.requireKey);
    await next();
  });

  routes.get('/v1/models', (context) => context.json(listChatModels()));
  routes.get('/v1/models/:id{.+}', (context) => {
    const id = context.req.param('id');
    if (isMissingModel(id)) throw new VendorError(unservedChatModel(id));
    return context.json(describeChatModel(id));
  });

  routes.post('/v1/chat/completions', async (context) =>
    respondToRouterChat(settings, jsonOf(await context.req.text()), undefined),
  );
  routes.post('/models/:path{.+}', async (context) => {
    const call = readModelPath(context.req.param('path'));
    return respondToModelCall(settings, call, await context.req.text());
  });

  routes.all('*', () => {
    throw new VendorError({ status: 404, body: { error: 'Not Found' } });
  });
  return routes;
}

async function respondToModelCall(settings: SandboxSettings, call: ModelCall, text: string): Promise<Response> {
  const { model, door } = call;
  if (isMissingModel(model)) throw new VendorError(unservedModel);
  const body = jsonOf(text);
  if (door === 'chat') return respondToRouterChat(settings, body, model);
  if (door === 'completions') {
    const request = readCompletionsRequest(body);
    return respondToCompletions(request, model, planFaults(settings, 'hf', model, request.stream === true, hfFailures));
  }
  return respondToTask(settings, call, body, text);
}

async function respondToTask(
  settings: SandboxSettings,
  { model, task: pathTask }: ModelCall,
  body: unknown,
  text: string,
): Promise<Response> {
  const name = taskOf(model, body, pathTask);
  if (name === 'text-generation') {
    const request = readGenerationRequest(body, text);
    return respondToGeneration(request, model, planFaults(settings, 'hf', model, request.stream, hfFailures));
  }
  const task = tasks.get(name);
  if (task === undefined) throw new VendorError(unservedModel);
  const { change, transport } = planFaults(settings, 'hf', model, false, hfFailures);
  const answer = await task(body, model);
  return jsonReply(change === 'empty' ? [] : answer, transport);
}

function checkHubFault(settings: SandboxSettings, id: string): void {
  const fault = findFault(settings, 'hub', id);
  if (fault?.at !== 'hub') return;
  throw new VendorError(hfFailures[fault.failure]({ model: id, retryAfter: settings.retryAfter }));
}

function jsonOf(text: string): unknown {
  const parsed = parseJson(text);
  if (parsed === undefined) throw invalidRequest('The body of the request is not JSON.', null, null);
  return parsed.value;
}
