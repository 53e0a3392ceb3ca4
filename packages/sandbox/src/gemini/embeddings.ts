import type * as z from 'zod';
import { embed } from '../engines/embedding.ts';
import { invalidArgument } from './errors.ts';
import type { embedContentRequest } from './messages.ts';
import { textOf } from './read-prompt.ts';

/** An `embedContent` request whose shape has been checked. */
export type EmbedContentRequest = z.infer<typeof embedContentRequest>;

const defaultDimensions = 3072;

/** The `ContentEmbedding` of one text. @throws VendorError (HTTP 400) for a size below 1 or above 3072. */
export function embedContent({ content, outputDimensionality }: EmbedContentRequest, model: string): unknown {
  const dimensions = outputDimensionality ?? defaultDimensions;
  if (dimensions < 1 || dimensions > defaultDimensions) {
    throw invalidArgument(
      `* EmbedContentRequest.output_dimensionality: must be in the range [1, ${defaultDimensions}]\n`,
    );
  }
  const text = textOf(content);
  if (text === '') throw invalidArgument('* EmbedContentRequest.content: content is empty\n');
  return { values: embed(text, dimensions, model) };
}
