import type { ComparisonEvent, Prompt } from '@x/compare';
import type { ShownTarget } from '../targets.ts';

/** Shows a comparison while it runs. */
export interface View {
  show(event: ComparisonEvent): void;
  /** Shows what is left and gives the terminal back; called once, however the run ended. */
  close(): void;
}

/** What a view knows of a comparison before it begins. */
export interface Scene {
  readonly targets: readonly ShownTarget[];
  /** Stands over the answers to a prompt; '' where the person has just typed it. */
  readonly headingOf: (place: QuestionPlace) => string;
}

/** Which prompt, and which of its repeats. */
interface QuestionPlace {
  readonly prompt: string;
  readonly repeat: number;
}

/** Headings that name each prompt and show how it begins. */
export function promptHeadings(prompts: readonly Prompt[], repeats: number): Scene['headingOf'] {
  const beginnings = new Map(prompts.map(beginning));
  return ({ prompt, repeat }) => {
    const round = repeats > 1 ? ` (${repeat + 1} of ${repeats})` : '';
    return `${prompt}${round}: ${beginnings.get(prompt) ?? ''}`;
  };
}

function beginning(prompt: Prompt, place: number): [id: string, text: string] {
  if (typeof prompt === 'string') return [`p${place + 1}`, prompt];
  const id = prompt.id ?? `p${place + 1}`;
  if ('input' in prompt) return [id, firstText(Object.values(prompt.input))];
  const asked = prompt.messages.findLast(({ role }) => role === 'user') ?? prompt.messages[0];
  const content = asked?.content ?? '';
  const text =
    typeof content === 'string' ? content : content.map((part) => ('text' in part ? part.text : '')).join(' ');
  return [id, text];
}

const firstText = (values: readonly unknown[]): string => values.find((value) => typeof value === 'string') ?? '';

/** Shows nothing, for `--quiet`. */
export const noView: View = { show: () => {}, close: () => {} };
