/** An HTTP error that every vendor has in its own shape. */
export type Failure =
  | 'rate-limit'
  | 'rate-limit-hint'
  | 'quota'
  | 'overloaded'
  | 'server'
  | 'permission'
  | 'gated'
  | 'gone'
  | 'not-served'
  | 'context-length'
  | 'bad-gateway';

/** A change of what the model says; the transport stays sound. */
export type AnswerChange =
  | 'empty'
  | 'length'
  | 'content-filter'
  | 'prompt-block'
  | 'refusal'
  | 'tool-call'
  | 'tool-calls'
  | 'bad-tool-arguments'
  | 'reasoning';

/** A change of how the answer travels. */
export type TransportEffect =
  | 'cut-stream'
  | 'drop'
  | 'slow'
  | 'hang'
  | 'malformed'
  | 'wrong-shape'
  | 'error-first'
  | 'error-mid'
  | 'error-mid-alternate';

/** One thing that can go wrong, and at which point of an exchange it does. */
export type Fault =
  | { readonly at: 'status'; readonly failure: Failure }
  | { readonly at: 'answer'; readonly change: AnswerChange }
  /** `unary` replaces an effect that only a stream can show. */
  | { readonly at: 'transport'; readonly effect: TransportEffect; readonly unary?: Failure }
  /** Only the Hub's model information fails; inference goes on. */
  | { readonly at: 'hub'; readonly failure: Failure }
  /** The request is never answered, not even by headers. */
  | { readonly at: 'silence' };

/**
 * Every fault by the name that follows `sandbox/` in a model id. With `-once` after the name, the fault
 * happens to the first request for that model and no more.
 */
export const faults = {
  '429': { at: 'status', failure: 'rate-limit' },
  '429-retry-after': { at: 'status', failure: 'rate-limit-hint' },
  quota: { at: 'status', failure: 'quota' },
  '402': { at: 'status', failure: 'quota' },
  '403': { at: 'status', failure: 'permission' },
  gated: { at: 'status', failure: 'gated' },
  '410': { at: 'status', failure: 'gone' },
  'not-served': { at: 'status', failure: 'not-served' },
  'context-length': { at: 'status', failure: 'context-length' },
  '503-loading': { at: 'status', failure: 'overloaded' },
  '500': { at: 'status', failure: 'server' },
  '502-html': { at: 'status', failure: 'bad-gateway' },
  'hub-500': { at: 'hub', failure: 'server' },
  silent: { at: 'silence' },

  'cut-stream': { at: 'transport', effect: 'cut-stream' },
  drop: { at: 'transport', effect: 'drop' },
  slow: { at: 'transport', effect: 'slow' },
  hang: { at: 'transport', effect: 'hang' },
  malformed: { at: 'transport', effect: 'malformed' },
  'wrong-shape': { at: 'transport', effect: 'wrong-shape' },
  'error-first': { at: 'transport', effect: 'error-first', unary: 'overloaded' },
  'error-mid': { at: 'transport', effect: 'error-mid', unary: 'overloaded' },
  'error-mid-alternate': { at: 'transport', effect: 'error-mid-alternate', unary: 'overloaded' },

  empty: { at: 'answer', change: 'empty' },
  length: { at: 'answer', change: 'length' },
  'content-filter': { at: 'answer', change: 'content-filter' },
  'prompt-block': { at: 'answer', change: 'prompt-block' },
  refusal: { at: 'answer', change: 'refusal' },
  'tool-call': { at: 'answer', change: 'tool-call' },
  'tool-calls': { at: 'answer', change: 'tool-calls' },
  'bad-tool-arguments': { at: 'answer', change: 'bad-tool-arguments' },
  reasoning: { at: 'answer', change: 'reasoning' },
} as const satisfies Readonly<Record<string, Fault>>;

/** The name of a fault: what follows `sandbox/` in a model id. */
export type FaultName = keyof typeof faults;

/** The names of all faults, in the order of the table. */
export const faultNames: readonly FaultName[] = Object.keys(faults).filter(isFaultName);

/** Whether a word is the name of a fault. */
export function isFaultName(word: string): word is FaultName {
  return Object.hasOwn(faults, word);
}
