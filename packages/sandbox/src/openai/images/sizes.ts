import { invalidRequest, quotedList } from '../../chat-completions/request-error.ts';

/** A size in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const defaultSize = '1024x1024';

/** The sizes that each family of models draws; of other models any size is taken. */
const sizesOf: readonly (readonly [models: RegExp, sizes: readonly string[]])[] = [
  [/^dall-e-2/u, ['256x256', '512x512', '1024x1024']],
  [/^dall-e-3/u, ['1024x1024', '1792x1024', '1024x1792']],
  [/^(?:gpt-image-1|chatgpt-image)/u, ['1024x1024', '1024x1536', '1536x1024', 'auto']],
];

const largestSide = 2048;

/**
 * The size that is asked for, 1024 by 1024 where none is or the model may choose.
 * @throws VendorError (HTTP 400) for a size that the model does not draw, or a side above 2048.
 */
export function readSize(model: string, asked: string | undefined): Size {
  const sizes = sizesOf.find(([models]) => models.test(model))?.[1];
  if (asked !== undefined && sizes !== undefined && !sizes.includes(asked)) {
    const message = `Invalid value: '${asked}'. Supported values are: ${quotedList(sizes)}.`;
    throw invalidRequest(message, 'size', 'invalid_value');
  }
  const size = parseSize(asked === undefined || asked === 'auto' ? defaultSize : asked);
  if (size === undefined) throw invalidRequest(`Invalid size '${asked}'.`, 'size', 'invalid_value');
  return size;
}

/** The pixels of `1024x768`; nothing for another text and for sides that are not 1 to 2048. */
export function parseSize(text: string): Size | undefined {
  const { width, height } = /^(?<width>\d+)x(?<height>\d+)$/u.exec(text)?.groups ?? {};
  const size = { width: Number(width), height: Number(height) };
  return isSide(size.width) && isSide(size.height) ? size : undefined;
}

function isSide(length: number): boolean {
  return length >= 1 && length <= largestSide;
}
