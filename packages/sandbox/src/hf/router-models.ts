import { createdAt } from '../chat-completions/dialect.ts';
import { faultNames } from '../faults/table.ts';
import { factsOf, knownModelIds } from './model-facts.ts';

/** The router's providers that stand in for the third parties of a chat model. */
export const chatProviders: readonly string[] = ['together', 'cerebras'];
const contextLength = 131_072;

/** The answer of the router's `GET /v1/models`: the chat models with the providers that serve them. */
export function listChatModels(): unknown {
  const known = knownModelIds.filter((id) => factsOf(id).conversational);
  return { object: 'list', data: [...known, ...faultNames.map((name) => `sandbox/${name}`)].map(describeChatModel) };
}

/** The answer of the router's `GET /v1/models/{id}`. */
export function describeChatModel(id: string): unknown {
  return {
    id,
    object: 'model',
    created: createdAt,
    owned_by: id.split('/')[0],
    architecture: { input_modalities: ['text'], output_modalities: ['text'] },
    providers: chatProviders.map((provider) => ({
      provider,
      status: 'live',
      context_length: contextLength,
      pricing: { input: 0, output: 0 },
      is_free: true,
      supports_tools: true,
      supports_structured_output: true,
      is_model_author: false,
    })),
  };
}
