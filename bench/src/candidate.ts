/** Where the server of a run listens, and which model it is to play. */
export interface Target {
  readonly host: string;
  readonly model: string;
}

/** One way to make the same calls. What a library cannot do is left out, and its cell in the table stays empty. */
export interface Candidate {
  /** One chat call, to its text. */
  readonly call?: (target: Target, signal?: AbortSignal) => Promise<string>;
  /** One streamed chat call: the pieces of its text. */
  readonly stream?: (target: Target, signal?: AbortSignal) => AsyncIterable<string>;
  /** Vectors of many texts; the number of floats that came. */
  readonly embed?: (target: Target, texts: readonly string[]) => Promise<number>;
}

/** What a candidate is compared with: a hand-written client of the same wire on the global `fetch`. */
export type Floor = 'fetch-openai' | 'fetch-gemini';

export interface CandidateEntry {
  readonly floor: Floor;
  /** Imported when asked, so that a process pays for one library only. */
  readonly load: () => Promise<Candidate>;
}

export const prompt = 'Say something.';
