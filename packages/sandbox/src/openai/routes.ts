import { Hono } from 'hono';
import { checkConversation } from '../chat-completions/conversation-rules.ts';
import type { Dialect } from '../chat-completions/dialect.ts';
import { invalidRequest } from '../chat-completions/request-error.ts';
import { respondToChat } from '../chat-completions/respond.ts';
import { type FaultPlan, planFaults } from '../faults/plan.ts';
import type { SandboxSettings } from '../settings.ts';
import { eventOf } from '../wire/event.ts';
import { isMissingModel } from '../wire/missing-model.ts';
import { parseJson } from '../wire/read-json.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { checkOpenAIKey } from './auth.ts';
import { readChatRequest } from './chat-request.ts';
import { readEmbeddingsRequest, respondToEmbeddings } from './embeddings.ts';
import { openaiFailures, serverError, unknownModel, unknownPath } from './failures.ts';
import { openaiHeaders, rateLimitHeaders } from './headers.ts';
import { checkModelRules } from './model-rules.ts';
import { describeModel, listModels } from './models.ts';
import { checkStrictSchemas } from './strict-schema.ts';

const dialect: Dialect = {
  vendor: 'openai',
  idPrefix: 'chatcmpl-',
  showsReasoning: false,
  repeatsRole: false,
  obfuscates: true,
  // The second shape names its event, as Groq does.
  streamErrors: {
    error: eventOf({ error: serverError }),
    alternateError: `event: error\n${eventOf({ error: serverError })}`,
  },
};
const contextLength = 128_000;

/** OpenAI's API: chat, embeddings and models, under paths that begin after `/v1`. */
export function openaiRoutes(settings: SandboxSettings): Hono {
  const routes = new Hono();

  routes.use(async (context, next) => {
    const body = await context.req.text();
    await next();
    const limits = context.res.ok ? rateLimitHeaders(body) : {};
    const headers = { ...openaiHeaders(context.req.path, body), ...limits };
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });
  routes.use(async (context, next) => {
    checkOpenAIKey(context.req.raw.headers, settings.requireKey);
    await next();
  });

  routes.post('/chat/completions', async (context) => {
    const request = readChatRequest(bodyOf(await context.req.text()));
    const plan = planFor(settings, request.model, request.stream === true);
    checkConversation(request);
    checkModelRules(request);
    checkStrictSchemas(request);
    return respondToChat(request, dialect, plan, contextLength);
  });

  routes.post('/embeddings', async (context) => {
    const request = readEmbeddingsRequest(bodyOf(await context.req.text()));
    return respondToEmbeddings(request, planFor(settings, request.model, false));
  });

  routes.get('/models', (context) => context.json(listModels()));

  routes.get('/models/:id{.+}', (context) => {
    const id = context.req.param('id');
    if (isMissingModel(id)) throw new VendorError(unknownModel(id));
    return context.json(describeModel(id));
  });

  routes.all('*', (context) => {
    throw new VendorError(unknownPath(context.req.method, new URL(context.req.url).pathname));
  });
  return routes;
}

function bodyOf(text: string): unknown {
  const parsed = parseJson(text);
  if (parsed === undefined) {
    throw invalidRequest(
      'We could not parse the JSON body of your request. The API expects a JSON payload.',
      null,
      null,
    );
  }
  return parsed.value;
}

function planFor(settings: SandboxSettings, model: string, streaming: boolean): FaultPlan {
  if (isMissingModel(model)) throw new VendorError(unknownModel(model));
  return planFaults(settings, 'openai', model, streaming, openaiFailures);
}
