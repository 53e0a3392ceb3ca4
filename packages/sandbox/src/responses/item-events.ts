import type { ScoredToken } from '../chat/token-scores.ts';
import { countTokens, fragments, stretches } from '../text/tokens.ts';
import type { FunctionCallItem, MessageItem, OutputItem, OutputPart, ReasoningItem } from './output.ts';

/** A stream event before it is numbered. */
export interface StreamEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

interface Place {
  readonly item_id: string;
  readonly output_index: number;
}

/** How one item is streamed: added, filled piece by piece, and done. */
export function itemEvents(item: OutputItem, index: number): readonly StreamEvent[] {
  const place: Place = { item_id: item.id, output_index: index };
  return [
    { type: 'response.output_item.added', output_index: index, item: openingOf(item) },
    ...fillingOf(item, place),
    { type: 'response.output_item.done', output_index: index, item },
  ];
}

function openingOf(item: OutputItem): object {
  switch (item.type) {
    case 'reasoning':
      return { ...item, summary: [] };
    case 'message':
      return { ...item, status: 'in_progress', content: [] };
    case 'function_call':
      return { ...item, status: 'in_progress', arguments: '' };
  }
}

function fillingOf(item: OutputItem, place: Place): readonly StreamEvent[] {
  switch (item.type) {
    case 'reasoning':
      return summaryEvents(item, place);
    case 'message':
      return messageEvents(item, place);
    case 'function_call':
      return argumentsEvents(item, place);
  }
}

function summaryEvents({ summary }: ReasoningItem, place: Place): readonly StreamEvent[] {
  return summary.flatMap((part, index) => {
    const at = { ...place, summary_index: index };
    return [
      { type: 'response.reasoning_summary_part.added', ...at, part: { ...part, text: '' } },
      ...stretches(part.text).map((delta) => ({ type: 'response.reasoning_summary_text.delta', ...at, delta })),
      { type: 'response.reasoning_summary_text.done', ...at, text: part.text },
      { type: 'response.reasoning_summary_part.done', ...at, part },
    ];
  });
}

function messageEvents({ content }: MessageItem, place: Place): readonly StreamEvent[] {
  return content.flatMap((part, index) => {
    const at = { ...place, content_index: index };
    return [
      { type: 'response.content_part.added', ...at, part: emptied(part) },
      ...partEvents(part, at),
      { type: 'response.content_part.done', ...at, part },
    ];
  });
}

function emptied(part: OutputPart): OutputPart {
  return part.type === 'refusal' ? { ...part, refusal: '' } : { ...part, text: '', logprobs: [] };
}

function partEvents(part: OutputPart, at: object): readonly StreamEvent[] {
  if (part.type === 'refusal') {
    return [
      ...stretches(part.refusal).map((delta) => ({ type: 'response.refusal.delta', ...at, delta })),
      { type: 'response.refusal.done', ...at, refusal: part.refusal },
    ];
  }
  const { text, logprobs } = part;
  return [
    ...textDeltas(text, logprobs).map((delta) => ({ type: 'response.output_text.delta', ...at, ...delta })),
    { type: 'response.output_text.done', ...at, text, logprobs },
  ];
}

/** The stretches of a text, each with the scores of its tokens. A token never reaches beyond its stretch. */
function textDeltas(text: string, scores: readonly ScoredToken[]): readonly object[] {
  let place = 0;
  return stretches(text).map((delta) => {
    const start = place;
    place += countTokens(delta);
    return { delta, logprobs: scores.slice(start, place) };
  });
}

function argumentsEvents({ name, arguments: text }: FunctionCallItem, place: Place): readonly StreamEvent[] {
  return [
    ...fragments(text).map((delta) => ({ type: 'response.function_call_arguments.delta', ...place, delta })),
    // The specification requires the name, which not every recorded stream has.
    { type: 'response.function_call_arguments.done', ...place, name, arguments: text },
  ];
}
