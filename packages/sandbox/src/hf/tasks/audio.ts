import * as z from 'zod';
import { guessLabels } from '../../engines/guess.ts';
import { speak, speechSampleRate } from '../../engines/speech.ts';
import { spokenPieces, transcribe } from '../../engines/transcript.ts';
import { MediaFile } from '../../media/media-file.ts';
import { encodeWav } from '../../media/wav.ts';
import { isObject } from '../../schema/json-schema.ts';
import { factsOf } from '../model-facts.ts';
import { answerCount, defineTask, someText } from './define.ts';
import { audioInput } from './media-input.ts';

const classificationCount = 5;
const sounds = ['Speech', 'Music', 'Silence', 'Dog', 'Bird', 'Rain', 'Car'];

/** `audio-classification`: the labels of the model, five unless `top_k` asks otherwise, best first. */
export const audioClassification = defineTask(
  z.object({ inputs: audioInput, parameters: z.object({ top_k: answerCount }).nullish() }),
  ({ inputs: { seed }, parameters }, model) =>
    guessLabels(factsOf(model).labels ?? sounds, seed).slice(0, parameters?.top_k ?? classificationCount),
);

/**
 * `automatic-speech-recognition`: a text that says what came, because the sandbox does not listen. `return_timestamps`
 * adds its clauses as chunks, or its words with `'word'`, spread evenly over the sound in seconds.
 */
export const automaticSpeechRecognition = defineTask(
  z.object({
    inputs: audioInput,
    parameters: z.object({ return_timestamps: z.union([z.boolean(), z.enum(['word', 'char'])]).nullish() }).nullish(),
  }),
  ({ inputs, parameters }) => {
    const text = transcribe(inputs, inputs.byteLength);
    const wanted = parameters?.return_timestamps;
    if (!wanted) return { text };
    const pieces = spokenPieces(text, wanted === true ? 'clause' : 'word', inputs.seconds);
    return { text, chunks: pieces.map(({ text: piece, start, end }) => ({ text: piece, timestamp: [start, end] })) };
  },
);

/** `text-to-speech`: a WAV file with a tone for each word. Older servers call the text `text_inputs`. */
export const textToSpeech = defineTask(
  z.preprocess(
    (body) => (isObject(body) && 'text_inputs' in body ? { inputs: body['text_inputs'], ...body } : body),
    z.object({ inputs: someText }),
  ),
  ({ inputs }) => new MediaFile('audio/wav', encodeWav(speak(inputs), speechSampleRate)),
);
