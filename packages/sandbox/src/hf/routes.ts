import { Hono } from 'hono';
import type { SandboxSettings } from '../settings.ts';
import { hexDigits } from '../text/hash.ts';
import { isMissingModel } from '../wire/missing-model.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { checkRouterToken } from './auth.ts';
import { readModelBody } from './body.ts';
import { respondToRouterChat } from './chat.ts';
import { unservedChatModel } from './failures.ts';
import { hubRoutes } from './hub/routes.ts';
import { respondToModelCall } from './model-call.ts';
import { readModelPath } from './model-path.ts';
import { describeChatModel, listChatModels } from './router-models.ts';

/** Hugging Face's router (`/v1`, `/models`) and the Hub (`/api`). */
export function hfRoutes(settings: SandboxSettings): Hono {
  const routes = new Hono();

  routes.use(async (context, next) => {
    // Asked for as bytes first: a body that has once been read as text no longer has the bytes of a medium.
    const body = new TextDecoder().decode(await context.req.arrayBuffer());
    await next();
    const digits = hexDigits(context.req.path + body, 32);
    context.header('x-request-id', `Root=1-${digits.slice(0, 8)}-${digits.slice(8)}`);
  });

  routes.route('/api', hubRoutes(settings));

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

  routes.post('/v1/chat/completions', async (context) => {
    const { value } = readModelBody(await context.req.arrayBuffer(), 'application/json');
    return respondToRouterChat(settings, value, undefined);
  });
  routes.post('/models/:path{.+}', async (context) => {
    const body = readModelBody(await context.req.arrayBuffer(), context.req.header('content-type'));
    return respondToModelCall(settings, readModelPath(context.req.param('path')), body);
  });

  routes.all('*', () => {
    throw new VendorError({ status: 404, body: { error: 'Not Found' } });
  });
  return routes;
}
