import { Hono, type MiddlewareHandler } from 'hono';
import type { SandboxSettings } from '../settings.ts';
import { isMissingModel } from '../wire/missing-model.ts';
import { mediaReply, soundTransport } from '../wire/reply.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { checkOpenAIKey } from './auth.ts';
import { readBody } from './body.ts';
import { endpoints } from './endpoints.ts';
import { unknownPath } from './failures.ts';
import { openaiHeaders, rateLimitHeaders } from './headers.ts';
import { galleryPath, pictureOf } from './images/gallery.ts';
import { describeModel, listModels } from './models.ts';
import { openaiService, type Service } from './service.ts';

/** OpenAI's API, under paths that begin after `/v1`. */
export function openaiRoutes(settings: SandboxSettings): Hono {
  const routes = new Hono();
  routes.route('/', galleryRoutes());
  routes.use(answerHeaders);
  routes.use(async (context, next) => {
    checkOpenAIKey(context.req.raw.headers, settings.requireKey);
    await next();
  });
  routes.route('/', apiRoutes(settings, openaiService));
  return routes;
}

/** The pictures that answers point to. */
export function galleryRoutes(): Hono {
  const routes = new Hono();
  routes.get(`${galleryPath}:name`, (context) => {
    const picture = pictureOf(context.req.param('name'));
    if (picture === undefined) throw new VendorError(unknownPath('GET', new URL(context.req.url).pathname));
    return mediaReply(picture, soundTransport);
  });
  return routes;
}

/** Adds the headers that come with every answer, and those about limits to the successful ones. */
export const answerHeaders: MiddlewareHandler = async (context, next) => {
  const body = new TextDecoder().decode(await context.req.arrayBuffer());
  await next();
  const limits = context.res.ok ? rateLimitHeaders(body) : {};
  const headers = { ...openaiHeaders(context.req.path, body), ...limits };
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
};

/** The paths of the API, as a service answers them to those who have a key. */
export function apiRoutes(settings: SandboxSettings, service: Service): Hono {
  const routes = new Hono();

  for (const [path, answer] of Object.entries(endpoints)) {
    routes.post(path, async ({ req }) => {
      const body = await readBody(await req.arrayBuffer(), req.header('content-type') ?? '');
      return answer({ settings, service, body, url: req.url });
    });
  }

  routes.get('/models', (context) => context.json(listModels()));

  routes.get('/models/:id{.+}', (context) => {
    const id = context.req.param('id');
    if (isMissingModel(id)) throw new VendorError(service.wording.unknownModel(id));
    return context.json(describeModel(id));
  });

  routes.all('*', (context) => {
    throw new VendorError(service.unknownPath(context.req.method, new URL(context.req.url).pathname));
  });
  return routes;
}
