import type { Message } from '../contract/message.ts';
import type { OutputBase } from '../contract/output.ts';
import type { ChatInput, ChatOutput } from '../contract/tasks/chat.ts';
import { sumUsage } from '../fold/usage.ts';

/** The history of an input, to which the next round is added. `system` stays where it is. */
export const historyOf = ({ prompt, messages }: ChatInput): readonly Message[] =>
  messages ?? (prompt === undefined ? [] : [{ role: 'user', content: prompt }]);

/** What a model said, as a message; none where it said nothing, for vendors refuse an empty one. */
export const saidIn = ({ content }: ChatOutput): readonly Message[] =>
  content.length > 0 ? [{ role: 'assistant', content }] : [];

/** Usage and warnings of several rounds as those of one; a warning that comes again is said once. */
export function totalOf(rounds: readonly ChatOutput[]): Pick<OutputBase, 'usage' | 'warnings'> {
  const usage = sumUsage(rounds.map((round) => round.usage));
  const warnings = rounds.flatMap((round) => round.warnings);
  const said = new Map(warnings.map((warning) => [`${warning.type} ${warning.setting} ${warning.message}`, warning]));
  return { usage, warnings: [...said.values()] };
}
