import { drawPattern } from '../../engines/picture.ts';
import { MediaFile } from '../../media/media-file.ts';
import { encodePng } from '../../media/png.ts';
import { parseSize, type Size } from './sizes.ts';

/** The folder of pictures that answers point to. It asks for no key, as OpenAI's own picture hosts do not. */
export const galleryPath = '/sandbox-pictures/';

const pictureName = /^(?<size>\d+x\d+)-(?<seed>[\da-f]+)\.png$/u;

/**
 * The address of a picture, at the API that was asked for it at `url`. Its name says all that it is drawn from. A
 * deployment of Azure has no pictures of its own: they are where its API without deployments is.
 */
export function pictureAddress(url: string, { width, height }: Size, seed: string): string {
  const beginning = url.replace(/\/deployments\/.*$/u, '/v1').replace(/\/images\/[^/]*$/u, '');
  return `${beginning}${galleryPath}${width}x${height}-${seed}.png`;
}

/** The picture of a name, drawn anew; nothing for a name that the sandbox has not given. */
export function pictureOf(name: string): MediaFile | undefined {
  const { size: sizeText = '', seed = '' } = pictureName.exec(name)?.groups ?? {};
  const size = parseSize(sizeText);
  return size && new MediaFile('image/png', encodePng(drawPattern(size.width, size.height, seed)));
}
