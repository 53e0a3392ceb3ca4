import * as z from 'zod';
import { firstIssueError, invalidRequest } from '../../chat-completions/request-error.ts';
import { UploadedFile } from '../body.ts';

const mostImages = 10;
const mostSources = 16;

/** Numbers come as text in a form. */
const count = z.coerce.number().pipe(z.int().min(1).max(mostImages));
const percent = z.coerce.number().pipe(z.int().min(0).max(100));

const settings = {
  model: z.string().nullish(),
  n: count.nullish(),
  size: z.string().nullish(),
  quality: z.enum(['standard', 'hd', 'low', 'medium', 'high', 'auto']).nullish(),
  response_format: z.enum(['url', 'b64_json']).nullish(),
  output_format: z.enum(['png', 'jpeg', 'webp']).nullish(),
  output_compression: percent.nullish(),
  background: z.enum(['transparent', 'opaque', 'auto']).nullish(),
  user: z.string().nullish(),
  // The sandbox draws at once, so it has no pieces to stream.
  stream: z.union([z.literal(false), z.literal('false')]).nullish(),
};

const prompt = z.string().min(1);

const generation = z.strictObject({
  ...settings,
  prompt,
  moderation: z.enum(['low', 'auto']).nullish(),
  style: z.enum(['vivid', 'natural']).nullish(),
});

const file = z.instanceof(UploadedFile);

const edit = z.strictObject({
  ...settings,
  prompt,
  image: z.union([file, z.array(file).min(1).max(mostSources)]).optional(),
  images: z
    .array(z.object({ image_url: z.string().nullish(), file_id: z.string().nullish() }))
    .min(1)
    .max(mostSources)
    .nullish(),
  mask: z.union([file, z.looseObject({})]).nullish(),
  input_fidelity: z.enum(['low', 'high']).nullish(),
  moderation: z.enum(['low', 'auto']).nullish(),
});

/** A request for pictures out of a text. */
export type GenerationRequest = z.infer<typeof generation>;

/** A request for pictures out of a text and other pictures: files of a form, or addresses in JSON. */
export type EditRequest = z.infer<typeof edit>;

/** @throws VendorError (HTTP 400) that names the first thing wrong. */
export function readGeneration(body: unknown): GenerationRequest {
  return read(generation, body);
}

/** @throws VendorError (HTTP 400) that names the first thing wrong. */
export function readEdit(body: unknown): EditRequest {
  return read(edit, body);
}

function read<Output extends Pick<GenerationRequest, 'model' | 'response_format' | 'n'>>(
  schema: z.ZodType<Output>,
  body: unknown,
): Output {
  const result = schema.safeParse(body, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  const { model, response_format: format, n } = result.data;
  if (isGptImage(model) && (format ?? undefined) !== undefined) {
    throw invalidRequest("Unknown parameter: 'response_format'.", 'response_format', 'unknown_parameter');
  }
  if (model?.startsWith('dall-e-3') && (n ?? 1) > 1) {
    throw invalidRequest("Invalid 'n': this model draws one image at a time.", 'n', 'invalid_value');
  }
  return result.data;
}

/** Whether a model always answers with the bytes of a picture, and never with an address. */
export function isGptImage(model: string | null | undefined): boolean {
  return /^(?:gpt-image|chatgpt-image)/u.test(model ?? '');
}
