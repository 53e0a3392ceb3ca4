/** What a task works on. */
export type MediaKind = 'image' | 'audio';

interface Signature {
  readonly kind: MediaKind;
  readonly mediaType: string;
  /** Other names of the same type. */
  readonly also?: readonly string[];
  /** The first bytes, one character a byte; `?` is any byte. Several where files begin in several ways. */
  readonly begins: readonly string[];
  /** Whether files of this type may begin in other ways, too. */
  readonly loose?: true;
}

/** How files of the common types begin. */
const signatures: readonly Signature[] = [
  { kind: 'image', mediaType: 'image/png', begins: ['\x89PNG\r\n'] },
  { kind: 'image', mediaType: 'image/jpeg', also: ['image/jpg', 'image/pjpeg'], begins: ['\xff\xd8\xff'] },
  { kind: 'image', mediaType: 'image/gif', begins: ['GIF8'] },
  { kind: 'image', mediaType: 'image/webp', begins: ['RIFF????WEBP'] },
  {
    kind: 'audio',
    mediaType: 'audio/wav',
    also: ['audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
    begins: ['RIFF????WAVE'],
  },
  // A file of MP3 frames may be cut anywhere, and anything may stand before the first whole one.
  {
    kind: 'audio',
    mediaType: 'audio/mpeg',
    also: ['audio/mp3'],
    begins: ['ID3', '\xff\xfb', '\xff\xfa', '\xff\xf3', '\xff\xf2'],
    loose: true,
  },
  { kind: 'audio', mediaType: 'audio/flac', also: ['audio/x-flac'], begins: ['fLaC'] },
  { kind: 'audio', mediaType: 'audio/ogg', also: ['application/ogg'], begins: ['OggS'] },
];

/** What is said of media whose type nobody knows. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** The type that the first bytes show, undefined where they show none of the common ones. */
export function shownType(bytes: Uint8Array): string | undefined {
  return signatures.find((signature) => beginsLike(bytes, signature))?.mediaType;
}

/** Whether bytes cannot be of the type that they are said to be. Of types that are not in the table nothing is known. */
export function belies(bytes: Uint8Array, said: string): boolean {
  const name = essence(said);
  const signature = signatures.find(({ mediaType, also }) => mediaType === name || also?.includes(name));
  if (signature === undefined || beginsLike(bytes, signature)) return false;
  return !signature.loose || shownType(bytes) !== undefined;
}

/** Types that hold what is wanted though their name begins with another word. */
const containers: Readonly<Record<MediaKind, RegExp>> = {
  image: /^image\//,
  // Recorders call sound without a picture video, too, and Ogg was an application once.
  audio: /^(?:audio|video)\/|^application\/ogg$/,
};

/** Whether a type can hold what is wanted; one that says nothing can. */
export function canHold(mediaType: string, kind: MediaKind): boolean {
  const name = essence(mediaType);
  return name === '' || name === UNKNOWN_TYPE || containers[kind].test(name);
}

/** A type without its parameters: `audio/webm;codecs=opus` is `audio/webm`. */
const essence = (mediaType: string): string => mediaType.split(';')[0]?.trim().toLowerCase() ?? '';

function beginsLike(bytes: Uint8Array, { begins }: Signature): boolean {
  return begins.some((pattern) =>
    [...pattern].every((character, place) => character === '?' || bytes[place] === character.charCodeAt(0)),
  );
}
