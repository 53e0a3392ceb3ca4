import { countTokens } from '../text/tokens.ts';
import type { ChatPrompt } from './prompt.ts';

/** What a message costs beyond its text: its role and its limits. */
const tokensOfMessage = 4;
/** What one image, sound or file costs: the price of one image tile at Gemini. */
const tokensOfMedium = 258;

/** The input tokens of a prompt: all texts, four a message, 258 an image or file, and the declared tools as JSON. */
export function inputTokensOf(prompt: ChatPrompt): number {
  const turns = prompt.turns.map(
    ({ text, mediaCount }) => countTokens(text) + tokensOfMessage + mediaCount * tokensOfMedium,
  );
  const tools = prompt.tools.map((tool) => countTokens(JSON.stringify(tool)));
  return [...turns, ...tools].reduce((sum, count) => sum + count, 0);
}
