import type { ChatAnswer } from '../chat/answer.ts';
import { countTokens, stretches } from '../text/tokens.ts';
import type { Script } from '../wire/script.ts';
import { blockedPrompt, callParts, contentOf, type Envelope, endingOf, thoughtPart, usageOf } from './answer.ts';

/** How the chunks of a stream are laid out: as server-sent events, or as the elements of one JSON array. */
export type Layout = 'events' | 'array';

const stretchesInChunk = 4;

/**
 * An answer as a stream of `GenerateContentResponse`s. Every chunk carries the usage so far, only the last of a
 * candidate its finish reason, and calls of functions arrive whole.
 */
export function streamScript(
  answers: readonly ChatAnswer[],
  envelope: Envelope,
  inputTokens: number,
  layout: Layout,
): Script {
  return scriptOf(chunksOf(answers, envelope, inputTokens), layout);
}

/** The chunks of one answer as a stream. */
export function scriptOf(chunks: readonly unknown[], layout: Layout): Script {
  const frames = chunks.map((chunk, index) => frameOf(chunk, layout, index === 0));
  const open = frames.slice(0, -1);
  const last = frames.slice(-1);
  const failure = JSON.stringify(streamError, null, 2);
  return {
    body: open,
    end: layout === 'array' ? [...last, ']\n'] : last,
    broken: layout === 'events' ? 'data: {"candidates": [{"content": \r\n\r\n' : ',\r\n{"candidates": [{"content": ',
    foreign: [
      frameOf({ sandbox: 'a chunk that carries no answer' }, layout, true),
      ...(layout === 'array' ? [']'] : []),
    ],
    error: errorFrame(layout, open.length === 0),
    openingError: errorFrame(layout, true),
    // The other shape that has been seen: the bare error document after the events.
    alternateError: layout === 'events' ? `${failure}\r\n` : `,\r\n${failure}`,
  };
}

const streamError = {
  error: { code: 503, message: 'The model is overloaded. Please try again later.', status: 'UNAVAILABLE' },
};

function errorFrame(layout: Layout, first: boolean): string {
  return frameOf(streamError, layout, first) + (layout === 'array' ? ']' : '');
}

function frameOf(chunk: unknown, layout: Layout, first: boolean): string {
  if (layout === 'events') return `data: ${JSON.stringify(chunk)}\r\n\r\n`;
  return `${first ? '[' : ',\r\n'}${JSON.stringify(chunk, null, 2)}`;
}

function chunksOf(answers: readonly ChatAnswer[], envelope: Envelope, inputTokens: number): readonly unknown[] {
  const final = usageOf(answers, inputTokens);
  if (answers.some(({ promptBlocked }) => promptBlocked)) {
    return [{ ...blockedPrompt, usageMetadata: final, ...envelope }];
  }
  return answers.flatMap((answer, index) => {
    const pieces = piecesOf(answer);
    const open = pieces.map(({ parts, saidSoFar }) => ({
      candidates: [{ ...contentOf(parts), index }],
      usageMetadata: usageOf([{ ...answer, ...saidSoFar }], inputTokens),
      ...envelope,
    }));
    const ending = {
      candidates: [{ ...contentOf(closingParts(answer)), ...endingOf(answer), index }],
      usageMetadata: final,
      ...envelope,
    };
    return [...open, ending];
  });
}

interface Piece {
  readonly parts: readonly unknown[];
  /** What has been said up to and with this piece, in tokens. */
  readonly saidSoFar: Pick<ChatAnswer, 'visibleTokens' | 'reasoningTokens'>;
}

function piecesOf(answer: ChatAnswer): readonly Piece[] {
  const thoughts = cumulative(answer.reasoning).map(({ text, count }) => ({
    parts: [thoughtPart(text)],
    saidSoFar: { visibleTokens: 0, reasoningTokens: count },
  }));
  const texts = cumulative(answer.text).map(({ text, count }) => ({
    parts: [{ text }],
    saidSoFar: { visibleTokens: count, reasoningTokens: answer.reasoningTokens },
  }));
  const calls = callParts(answer).map((part) => ({
    parts: [part],
    saidSoFar: { visibleTokens: answer.visibleTokens, reasoningTokens: answer.reasoningTokens },
  }));
  return [...thoughts, ...texts, ...calls];
}

/** An answer that ends soundly closes with an empty text, as the vendor's do; one that is stopped has no content. */
function closingParts({ finish, refusal }: ChatAnswer): readonly unknown[] {
  return finish === 'content-filter' || refusal !== '' ? [] : [{ text: '' }];
}

function cumulative(text: string): readonly { readonly text: string; readonly count: number }[] {
  const pieces = stretches(text);
  let said = '';
  return Array.from({ length: Math.ceil(pieces.length / stretchesInChunk) }, (_, index) => {
    const chunk = pieces.slice(index * stretchesInChunk, (index + 1) * stretchesInChunk).join('');
    said += chunk;
    return { text: chunk, count: countTokens(said) };
  });
}
