/** A vendor's text may repeat what it was sent; nothing of it may come out through an error. */

const RUN = 16;
/** A vendor quotes the beginning of what it rejects; more of a long text than this is not searched. */
const SEARCHED = 1_000_000;

const keyShapes: readonly RegExp[] = [
  /\b(?:Bearer|Basic)\s+[^\s'",]+/gi,
  /\bhf_[A-Za-z0-9]{8,}/g,
  /\bsk-[A-Za-z0-9_-]{8,}/g,
  /\bAIza[A-Za-z0-9_-]{16,}/g,
  /\b(?:api[-_]?key|key|token)=[^&\s'"]+/gi,
];

/** Replaces `secrets`, and whatever looks like a vendor's key. */
export function redactSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '[key]');
  for (const shape of keyShapes) clean = clean.replace(shape, '[key]');
  return clean;
}

/** Replaces by `…` every run of 16 characters or more that `text` shares with a piece of the input. */
export function redactInput(text: string, pieces: Iterable<string>): string {
  if (text.length < RUN) return text;
  const repeated = repeatedRuns(text, pieces);
  if (repeated.size === 0) return text;
  let clean = '';
  for (let place = 0; place < text.length; ) {
    if (!repeated.has(text.slice(place, place + RUN))) {
      clean += text[place++];
      continue;
    }
    while (repeated.has(text.slice(place, place + RUN))) place++;
    place += RUN - 1;
    clean += '…';
  }
  return clean;
}

function repeatedRuns(text: string, pieces: Iterable<string>): ReadonlySet<string> {
  const runs = new Set<string>();
  for (let place = 0; place + RUN <= text.length; place++) runs.add(text.slice(place, place + RUN));
  const repeated = new Set<string>();
  for (const piece of pieces) {
    const end = Math.min(piece.length, SEARCHED);
    for (let place = 0; place + RUN <= end; place++) {
      const run = piece.slice(place, place + RUN);
      if (runs.has(run)) repeated.add(run);
    }
  }
  return repeated;
}

/** Every text of an input but its model's name: error messages have to name the model. */
export function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Uint8Array) yield base64Start(value);
  else if (Array.isArray(value)) for (const item of value) yield* textsOf(item);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) if (name !== 'model') yield* textsOf(item);
  }
}

/** Bytes travel as base64, and a vendor that rejects them may quote their beginning. */
const base64Start = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes.subarray(0, 3072)));
