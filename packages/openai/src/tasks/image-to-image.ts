import type { MediaInput, TaskInput } from '@x/core';
import { mediaAddress, type RequestContext, requireText, vendorSettings, type WireTask } from '@x/core/adapter';
import { callUrl } from '../hosts.ts';
import { formOf } from './form.ts';
import { readImages } from './image-reply.ts';
import { base64Wanted, checkSize } from './image-settings.ts';
import { readFile } from './media-input.ts';

/** An image changed as words say; where a mask is transparent, or everywhere. */
export const imageToImage: WireTask<'image-to-image'> = {
  async request(input, context) {
    const { model, prompt, image, mask, size } = input;
    requireText(prompt, 'prompt', context);
    const url = callUrl(context, '/images/edits', model);
    const settings = { model, prompt, size: checkSize(size, context) };
    const own = vendorSettings(input, context);
    if (takesAddresses(input, context)) {
      const images = [await referenceTo(image, 'image', context)];
      return { url, json: { ...settings, images, mask: mask && (await referenceTo(mask, 'mask', context)), ...own } };
    }
    const file = await readFile(image, { kind: 'image', name: 'image' }, context);
    const maskFile = mask && (await readFile(mask, { kind: 'image', name: 'mask' }, context));
    const response_format = base64Wanted(model);
    return { url, body: formOf({ ...settings, image: file, mask: maskFile, response_format, ...own }) };
  },
  read: (body, _, reply) => readImages(body, reply),
};

/** OpenAI fetches images itself where a JSON body names them; its older models and other hosts take files alone. */
const takesAddresses = ({ model, image, mask }: TaskInput<'image-to-image'>, { ownHost }: RequestContext): boolean =>
  ownHost && !model.startsWith('dall-e') && [image, mask].some(isAddress);

const isAddress = (media: MediaInput | undefined): boolean =>
  typeof media === 'object' && media !== null && 'url' in media && /^https?:/i.test(media.url);

async function referenceTo(media: MediaInput, name: string, context: RequestContext): Promise<object> {
  const given = isAddress(media) ? media : await readFile(media, { kind: 'image', name }, context);
  return { image_url: await mediaAddress(given, () => context.refuse('unsupported', `${name} cannot be sent`)) };
}
