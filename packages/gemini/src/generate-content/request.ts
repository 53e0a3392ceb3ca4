import type { ChatInput } from '@x/core';
import { conversationOf, type RequestContext, vendorSettings } from '@x/core/adapter';
import { writeConversation } from './contents.ts';
import { writeGenerationConfig } from './generation-config.ts';
import { writeTools } from './tools.ts';
import { withVendorSettings } from './vendor-settings.ts';

/**
 * The body of a generateContent request; members that are undefined are not sent.
 *
 * @param config What a task beside chat adds to `generationConfig`. The caller's own settings have the last word.
 */
export async function writeBody(
  input: ChatInput,
  context: RequestContext,
  config?: object,
): Promise<Record<string, unknown>> {
  const body = {
    ...(await writeConversation(conversationOf(input, context), input.model, context)),
    ...writeTools(input, context),
    generationConfig: { ...writeGenerationConfig(input, context), ...config },
  };
  return withVendorSettings(body, vendorSettings(input, context));
}
