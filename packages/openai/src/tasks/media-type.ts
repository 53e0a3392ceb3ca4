/** What a task works on. */
export type MediaKind = 'image' | 'audio';

interface Format {
  readonly kind: MediaKind;
  /** The name under which the API takes files of this type: it knows them by the ends of their names. */
  readonly extension: string;
  /** The first is the usual one. */
  readonly mediaTypes: readonly string[];
  /** The first bytes, one character a byte, `?` for any; absent where they do not tell. */
  readonly begins?: readonly string[];
}

/**
 * Files that the image and audio endpoints take (https://platform.openai.com/docs/api-reference/audio and
 * …/images/createEdit), and GIF, which is told apart to be refused in words.
 */
const formats: readonly Format[] = [
  { kind: 'image', extension: 'png', mediaTypes: ['image/png'], begins: ['\x89PNG\r\n'] },
  { kind: 'image', extension: 'jpg', mediaTypes: ['image/jpeg', 'image/jpg'], begins: ['\xff\xd8\xff'] },
  { kind: 'image', extension: 'webp', mediaTypes: ['image/webp'], begins: ['RIFF????WEBP'] },
  { kind: 'image', extension: 'gif', mediaTypes: ['image/gif'], begins: ['GIF8'] },
  {
    kind: 'audio',
    extension: 'wav',
    mediaTypes: ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
    begins: ['RIFF????WAVE'],
  },
  {
    kind: 'audio',
    extension: 'mp3',
    mediaTypes: ['audio/mpeg', 'audio/mp3'],
    begins: ['ID3', '\xff\xfb', '\xff\xf3', '\xff\xf2'],
  },
  { kind: 'audio', extension: 'mpeg', mediaTypes: ['video/mpeg'] },
  { kind: 'audio', extension: 'flac', mediaTypes: ['audio/flac', 'audio/x-flac'], begins: ['fLaC'] },
  {
    kind: 'audio',
    extension: 'ogg',
    mediaTypes: ['audio/ogg', 'application/ogg', 'audio/opus', 'video/ogg'],
    begins: ['OggS'],
  },
  {
    kind: 'audio',
    extension: 'm4a',
    mediaTypes: ['audio/mp4', 'audio/m4a', 'audio/x-m4a', 'video/mp4'],
    // AVIF and HEIC pictures begin with other brands of the same box.
    begins: ['????ftypM4A', '????ftypiso', '????ftypmp4', '????ftypdash'],
  },
  { kind: 'audio', extension: 'webm', mediaTypes: ['audio/webm', 'video/webm'], begins: ['\x1aE\xdf\xa3'] },
];

/** What is said of bytes whose type nobody knows. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** The type that the first bytes show, undefined where they show none of those above. */
export const shownType = (bytes: Uint8Array): string | undefined =>
  formats.find(({ begins = [] }) => begins.some((pattern) => beginsLike(bytes, pattern)))?.mediaTypes[0];

/** A type without its parameters: `audio/webm;codecs=opus` is `audio/webm`. */
export const essence = (mediaType: string): string => mediaType.split(';')[0]?.trim().toLowerCase() ?? '';

const formatOf = (mediaType: string): Format | undefined =>
  formats.find(({ mediaTypes }) => mediaTypes.includes(essence(mediaType)));

/** How the name of a file of this type ends, where the API takes it by a name of its own. */
export const extensionOf = (mediaType: string): string | undefined => formatOf(mediaType)?.extension;

/** Whether a type can hold what is wanted; one that says nothing can. */
export function canHold(mediaType: string, kind: MediaKind): boolean {
  const name = essence(mediaType);
  if (name === '' || name === UNKNOWN_TYPE) return true;
  return formatOf(name)?.kind === kind || name.startsWith(`${kind}/`);
}

function beginsLike(bytes: Uint8Array, pattern: string): boolean {
  return [...pattern].every((character, place) => character === '?' || bytes[place] === character.charCodeAt(0));
}
