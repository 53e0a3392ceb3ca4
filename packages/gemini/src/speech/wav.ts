/** How raw samples are laid out. */
export interface PcmLayout {
  /** Samples a second. */
  readonly rate: number;
  readonly channels: number;
}

const HEADER = 44;
const BYTES_PER_SAMPLE = 2;

/** Raw samples of 16 bits, little end first, as a WAV file: RIFF with one `fmt ` chunk (PCM) and one `data` chunk. */
export function wavFile(samples: Uint8Array, { rate, channels }: PcmLayout): Uint8Array {
  const file = new Uint8Array(HEADER + samples.length);
  const view = new DataView(file.buffer);
  const write = (place: number, text: string): void => file.set(new TextEncoder().encode(text), place);
  const frame = channels * BYTES_PER_SAMPLE;
  write(0, 'RIFF');
  view.setUint32(4, HEADER - 8 + samples.length, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, BYTES_PER_SAMPLE * 8, true);
  write(36, 'data');
  view.setUint32(40, samples.length, true);
  file.set(samples, HEADER);
  return file;
}

/**
 * The layout of samples that have no header, from their media type (`audio/L16;codec=pcm;rate=24000`); undefined for
 * any other type, whose files say themselves how they are laid out.
 */
export function pcmLayout(mediaType: string): PcmLayout | undefined {
  if (!/^audio\/(l16|pcm)\b/i.test(mediaType)) return undefined;
  return { rate: numberIn(mediaType, 'rate') ?? 24_000, channels: numberIn(mediaType, 'channels') ?? 1 };
}

function numberIn(mediaType: string, name: string): number | undefined {
  const digits = new RegExp(`;\\s*${name}=(\\d+)`, 'i').exec(mediaType)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
