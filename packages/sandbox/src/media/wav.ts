/** Bytes before the samples of a WAV file that this room writes. */
export const wavHeaderLength = 44;
const bytesPerSample = 2;
const pcm = 1;
const mono = 1;

/** Samples from -1 to 1 as a WAV file: one channel of 16-bit PCM. */
export function encodeWav(samples: readonly number[], sampleRate: number): Uint8Array<ArrayBuffer> {
  const dataLength = samples.length * bytesPerSample;
  const bytes = new Uint8Array(wavHeaderLength + dataLength);
  const view = new DataView(bytes.buffer);
  const put = (place: number, text: string): void => bytes.set(new TextEncoder().encode(text), place);
  put(0, 'RIFF');
  view.setUint32(4, wavHeaderLength - 8 + dataLength, true);
  put(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, pcm, true);
  view.setUint16(22, mono, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, bytesPerSample * 8, true);
  put(36, 'data');
  view.setUint32(40, dataLength, true);
  for (const [index, sample] of samples.entries()) {
    view.setInt16(wavHeaderLength + index * bytesPerSample, Math.round(sample * 0x7fff), true);
  }
  return bytes;
}
