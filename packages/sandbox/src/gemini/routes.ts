import { Hono } from 'hono';
import { planFaults } from '../faults/plan.ts';
import type { SandboxSettings } from '../settings.ts';
import { isMissingModel } from '../wire/missing-model.ts';
import { parseJson } from '../wire/read-json.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { checkGeminiKey } from './auth.ts';
import { googleError, invalidArgument } from './errors.ts';
import { geminiFailures, unknownModel } from './failures.ts';
import { methods } from './methods.ts';
import { describeModel, hasMethod, listModels } from './models.ts';

const defaultPageSize = 50;

/** Gemini's Developer API under paths that begin after `/v1beta`. */
export function geminiRoutes(settings: SandboxSettings): Hono {
  const routes = new Hono();

  routes.use(async (context, next) => {
    await next();
    context.header('server-timing', 'gfet4t7; dur=1');
    context.header('vary', 'Origin, X-Origin, Referer', { append: true });
  });
  routes.use(async (context, next) => {
    checkGeminiKey(context.req.raw.headers, new URL(context.req.url), settings.requireKey);
    await next();
  });

  routes.get('/models', (context) => {
    // A size or a place that is no positive number counts as absent.
    const pageSize = Number(context.req.query('pageSize')) || defaultPageSize;
    return context.json(listModels(pageSize, Number(context.req.query('pageToken')) || 0));
  });

  routes.get('/models/:id{.+}', (context) => {
    const id = context.req.param('id');
    if (isMissingModel(id)) throw new VendorError(unknownModel(id, 'getModel'));
    return context.json(describeModel(id));
  });

  // A fault's model id has a slash (`models/sandbox/429:generateContent`), so the whole rest of the path is read.
  routes.post('/models/:call{.+}', async (context) => {
    const { model, method } = splitCall(context.req.param('call'));
    const answer = methods.get(method);
    if (answer === undefined || isMissingModel(model) || !hasMethod(model, method)) {
      throw new VendorError(unknownModel(model, method));
    }
    const streaming = method === 'streamGenerateContent';
    const plan = planFaults(settings, 'gemini', model, streaming, geminiFailures);
    const layout = context.req.query('alt') === 'sse' ? 'events' : 'array';
    return answer({ model, body: bodyOf(await context.req.text()), layout, plan });
  });

  routes.all('*', () => {
    throw new VendorError(googleError(404, 'Requested entity was not found.'));
  });
  return routes;
}

function splitCall(call: string): { readonly model: string; readonly method: string } {
  const colon = call.lastIndexOf(':');
  return colon < 0 ? { model: call, method: '' } : { model: call.slice(0, colon), method: call.slice(colon + 1) };
}

function bodyOf(text: string): unknown {
  const parsed = parseJson(text);
  if (parsed === undefined) throw invalidArgument('Invalid JSON payload received. Unexpected end of string.');
  return parsed.value;
}
