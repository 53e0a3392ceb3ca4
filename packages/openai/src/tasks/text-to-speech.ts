import type { TaskInput } from '@x/core';
import { isJson, type RequestContext, requireText, vendorSettings, type WireTask } from '@x/core/adapter';
import { callUrl, isOpenAI } from '../hosts.ts';
import { essence, shownType, UNKNOWN_TYPE } from './media-type.ts';

type Input = TaskInput<'text-to-speech'>;

/** The formats of the API and their media types. PCM is 24 kHz, 16 bit, little-endian, without a header. */
const mediaTypes: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  aac: 'audio/aac',
  flac: 'audio/flac',
  wav: 'audio/wav',
  pcm: 'audio/pcm',
};

/** Characters (the specification of /audio/speech). */
const LONGEST_TEXT = 4_096;

/** A text read aloud; `instructions` and `speed` go through `parameters`. */
export const textToSpeech: WireTask<'text-to-speech'> = {
  media: true,
  request(input, context) {
    const { model, text, format } = input;
    requireText(text, 'text', context);
    if (isOpenAI(context)) checkLimits(input, context);
    const json = {
      model,
      input: text,
      voice: voiceOf(input, context),
      response_format: format,
      ...vendorSettings(input, context),
    };
    return { url: callUrl(context, '/audio/speech', model), json };
  },
  read(body, { format = 'mp3' }, reply) {
    const { mediaType, data } = isJson(body) ? body : {};
    if (!(data instanceof Uint8Array) || typeof mediaType !== 'string') throw reply.unreadable('it holds no audio');
    if (data.length === 0) throw reply.unreadable('its audio is empty');
    const stated = essence(mediaType) === UNKNOWN_TYPE ? undefined : mediaType;
    // Bare samples may begin like anything.
    const shown = format === 'pcm' ? undefined : shownType(data);
    const type = shown ?? stated ?? mediaTypes[format] ?? UNKNOWN_TYPE;
    return { audio: { mediaType: type, data }, ...reply.base() };
  },
};

/** The API wants a voice to be named; one that every model of OpenAI's has. Other hosts have voices of their own. */
const voiceOf = ({ voice }: Input, context: RequestContext): string | undefined =>
  voice ?? (isOpenAI(context) ? 'alloy' : undefined);

function checkLimits({ text, format = 'mp3' }: Input, context: RequestContext): void {
  if (!Object.hasOwn(mediaTypes, format)) {
    const known = Object.keys(mediaTypes).join(', ');
    throw context.refuse('invalid-request', `format is not one that the API has. Take one of ${known}`);
  }
  if ([...text].length > LONGEST_TEXT) {
    const message = `text is longer than the ${LONGEST_TEXT} characters that one call takes. Split it`;
    throw context.refuse('invalid-request', message);
  }
}
