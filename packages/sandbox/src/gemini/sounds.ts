import { speak, speechSampleRate } from '../engines/speech.ts';

/** Samples a second of what Gemini speaks. */
const rate = 24_000;
const bytesPerSample = 2;

/** The media type under which Gemini sends its samples, which have no header: 16 bits, little end first, one channel. */
export const samplesType = `audio/L16;codec=pcm;rate=${rate}`;

/** A tone for each word, as raw samples. */
export function speakSamples(text: string): Uint8Array {
  const spoken = speak(text);
  const length = Math.floor((spoken.length * rate) / speechSampleRate);
  const bytes = new Uint8Array(length * bytesPerSample);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < length; index += 1) {
    // The engine has fewer samples a second, so some stand twice.
    const sample = spoken[Math.floor((index * speechSampleRate) / rate)] ?? 0;
    view.setInt16(index * bytesPerSample, Math.round(sample * 0x7fff), true);
  }
  return bytes;
}
