import * as z from 'zod';

const mediaType = z.string().min(1);
const bytes = z.object({ mediaType, data: z.instanceof(Uint8Array) });
const encoded = z.object({ mediaType, data: z.base64() });
const address = z.object({ mediaType: z.string().optional(), url: z.url() });

/** An image, a sound or a file in JSON: `{"url": …}`, or `{"mediaType": …, "data": …}` with base64. */
export const mediaSchema = z.union([bytes, encoded, address], {
  error: 'expects {"url": …} or {"mediaType": …, "data": base64}',
});

const part = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal(['image', 'audio', 'video', 'file']), media: mediaSchema }),
]);

/** The messages of a conversation as they are written in a configuration or an input file. */
export const messagesSchema = z
  .array(
    z.object({
      role: z.enum(['system', 'user', 'assistant']),
      content: z.union([z.string(), z.array(part)], { error: 'expects a text, or a list of parts with a type' }),
    }),
  )
  .min(1, 'expects at least one message');
