/** Which ids of tool calls a vendor takes; another vendor's may be longer, or written in other characters. */
export interface CallIds {
  readonly takes: RegExp;
  /** Of an id that is issued in place of one that is not taken: letters and digits. */
  readonly length: number;
}

/**
 * The id under which a tool call and its result go to a vendor: as it is, where it is taken, else one that is made of it.
 * The same id always comes out the same, so that calls and results still meet, in this request and in the next.
 */
export const callId = (id: string, { takes, length }: CallIds): string => (takes.test(id) ? id : reissued(id, length));

const DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A multiplicative hash of 32 bits (FNV-1a's constants) for each character that is needed, each begun differently. */
function reissued(id: string, length: number): string {
  let made = '';
  for (let place = 0; place < length; place++) {
    let hash = 0x811c9dc5 ^ place;
    for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
    made += DIGITS[(hash >>> 16) % DIGITS.length];
  }
  return made;
}
