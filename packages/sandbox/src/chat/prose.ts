import { pick } from '../text/hash.ts';
import { keywords } from '../text/words.ts';
import { type ChatPrompt, lastUserText, seedOf } from './prompt.ts';
import { useSkill } from './skills.ts';
import { type VoicePart, voices } from './voices.ts';

const echoedWords = 12;

/** A text that answers a prompt, marked as the sandbox's. Vendors differ in their voice, models in their choices. */
export function writeProse(prompt: ChatPrompt): string {
  return `[sandbox] ${resultsText(prompt) ?? useSkill(lastUserText(prompt)) ?? essay(prompt)}`;
}

/** What to say when the last messages are results of tools. */
function resultsText({ turns }: ChatPrompt): string | undefined {
  const first = turns.findLastIndex(({ role }) => role !== 'tool') + 1;
  const results = turns.slice(first);
  if (results.length === 0) return undefined;
  return results.map(({ toolName, text }) => `${toolName ?? 'The tool'} answered ${text}.`).join(' ');
}

function essay(prompt: ChatPrompt): string {
  const seed = seedOf(prompt);
  const values = valuesOf(prompt);
  const parts: readonly VoicePart[] = ['opening', 'middle', 'closing'];
  const templates = parts.map((part) => pick(voices[prompt.vendor][part], `${part} ${seed}`));
  return templates.join(' ').replaceAll(/\{(\w+)\}/gu, (_, name: string) => values[name] ?? '');
}

function valuesOf(prompt: ChatPrompt): Readonly<Record<string, string>> {
  const text = lastUserText(prompt);
  const [first = 'your message', second = 'its context', third = 'the details'] = keywords(text, 3);
  const media = prompt.turns.reduce((sum, { mediaCount }) => sum + mediaCount, 0);
  return {
    model: prompt.model,
    echo: echo(text),
    first,
    First: first.charAt(0).toUpperCase() + first.slice(1),
    second,
    third,
    media: media === 0 ? '' : ` I see ${media} attached file(s), which the sandbox does not look at.`,
  };
}

function echo(text: string): string {
  const said = text.trim().split(/\s+/u);
  const beginning = said.slice(0, echoedWords).join(' ');
  return said.length > echoedWords ? `${beginning} …` : beginning;
}
