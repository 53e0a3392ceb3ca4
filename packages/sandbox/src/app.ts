import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { pathOf } from './address.ts';
import { Silence } from './faults/plan.ts';
import { geminiRoutes } from './gemini/routes.ts';
import { hfRoutes } from './hf/routes.ts';
import { azureRoutes } from './openai/azure/routes.ts';
import { openaiRoutes } from './openai/routes.ts';
import type { SandboxSettings } from './settings.ts';
import { errorReply } from './wire/reply.ts';
import { VendorError } from './wire/vendor-error.ts';

/** The app that all doors of the sandbox serve. Each app has a memory of its own for the faults that happen once. */
export function createApp(settings: SandboxSettings): Hono {
  const app = new Hono({ getPath: ({ url, headers }) => pathOf(new URL(url), headers) });

  // The vendors' own hosts let pages call them, so a page can call the sandbox too.
  app.use(cors({ origin: '*', exposeHeaders: ['*'] }));
  app.use(async (context, next) => {
    await next();
    context.header('x-sandbox', 'true');
  });

  app.route('/openai', openaiRoutes(settings));
  app.route('/azure', azureRoutes(settings));
  app.route('/gemini', geminiRoutes(settings));
  app.route('/hf', hfRoutes(settings));

  app.notFound((context) => {
    const { host, pathname } = new URL(context.req.url);
    const message = `The sandbox serves /openai/v1, /gemini/v1beta and /hf, and nothing at ${host}${pathname}.`;
    return context.json({ error: { message } }, 404);
  });
  app.onError((error) => {
    if (error instanceof VendorError) return errorReply(error.reply);
    if (error instanceof Silence) return new Promise<Response>(() => undefined);
    throw error;
  });
  return app;
}
