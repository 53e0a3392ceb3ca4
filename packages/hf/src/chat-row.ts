import type { WireTask } from '@x/core/adapter';
import { chatCompletions } from '@x/core/dialects/chat-completions';
import type { Router } from './routing.ts';

/** Chat: the chat-completions dialect, with the model named as the router wants it. */
export function chatRow(router: Router): WireTask<'chat'> {
  const row = chatCompletions({ url: (context) => router.chat(context) });
  return {
    ...row,
    request: (input, context) => row.request({ ...input, model: router.chatModel(input.model, context) }, context),
  };
}
