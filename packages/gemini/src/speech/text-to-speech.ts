import type { MediaBytes, TaskInput } from '@x/core';
import { requireText, type WireTask } from '@x/core/adapter';
import { generateContentRequest, mediaOf, notDelivered, readGenerated } from '../generate-content/other-task.ts';
import { pcmLayout, wavFile } from './wav.ts';

/**
 * A text read aloud, by `generateContent` of a model that speaks.
 *
 * The wire has raw samples and no other format: `format` 'pcm' gives them as they came (16 bits, little end first, the
 * rate in the media type), everything else a WAV file. Voices are Google's (`Kore`, `Puck`, …); several speakers go
 * through `parameters.speechConfig`.
 */
export const textToSpeech: WireTask<'text-to-speech'> = {
  request({ model, text, voice, format = 'wav', parameters, providerOptions }, context) {
    requireText(text, 'text', context);
    if (format !== 'wav' && format !== 'pcm') {
      const message = `Gemini speaks wav and pcm, not ${format}; wav was taken`;
      context.warn({ type: 'unsupported', setting: 'format', message });
    }
    const speechConfig = voice && { voiceConfig: { prebuiltVoiceConfig: { voiceName: voice } } };
    const config = { responseModalities: ['AUDIO'], speechConfig };
    return generateContentRequest({ model, prompt: text, parameters, providerOptions }, config, context);
  },
  read(body, { format }, reply) {
    const answer = readGenerated(body, reply);
    const sounds = mediaOf(answer, 'audio');
    const [first] = sounds;
    if (first === undefined) throw notDelivered('sound', answer, reply);
    if (answer.finishReason === 'length') {
      throw reply.exchange.error(
        'bad-response',
        'the sound was cut off at the limit of the model. Send a shorter text',
      );
    }
    return { audio: audioFile(first.mediaType, sounds, format), ...answer.base };
  },
};

/** Samples may come in several parts, which go on where the one before ended; a whole file comes in one. */
function audioFile(
  mediaType: string,
  sounds: readonly MediaBytes[],
  format: TaskInput<'text-to-speech'>['format'],
): MediaBytes {
  const layout = pcmLayout(mediaType);
  const samples = joined(layout === undefined ? sounds.slice(0, 1) : sounds);
  if (layout === undefined || format === 'pcm') return { mediaType, data: samples };
  return { mediaType: 'audio/wav', data: wavFile(samples, layout) };
}

function joined(sounds: readonly MediaBytes[]): Uint8Array {
  const whole = new Uint8Array(sounds.reduce((length, { data }) => length + data.length, 0));
  let place = 0;
  for (const { data } of sounds) {
    whole.set(data, place);
    place += data.length;
  }
  return whole;
}
