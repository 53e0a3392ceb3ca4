const sampleRate = 44_100;
const bitRate = 32_000;
/** Samples of one frame of MPEG-1 layer III. */
const samplesOfFrame = 1152;
/** Bytes of one frame: 144 bytes for each bit of a sample's share of the bit rate, rounded down. */
const frameLength = Math.floor((144 * bitRate) / sampleRate);
/** MPEG-1, layer III, no checksum; 32 kbit/s at 44.1 kHz; one channel (ISO/IEC 11172-3, section 2.4.1.3). */
const frameHeader = [0xff, 0xfb, 0x10, 0xc0];

/**
 * Silence as an MP3 file of at least this many seconds and one frame. A frame whose side information is all zeros has
 * no sound in it, so that no encoder is needed.
 */
export function silentMp3(seconds: number): Uint8Array<ArrayBuffer> {
  const frames = Math.max(1, Math.ceil((seconds * sampleRate) / samplesOfFrame));
  const bytes = new Uint8Array(frames * frameLength);
  for (let frame = 0; frame < frames; frame += 1) bytes.set(frameHeader, frame * frameLength);
  return bytes;
}
