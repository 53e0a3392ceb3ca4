import type { Usage } from '../contract/output.ts';

/** One count as a piece of a usage. What is no count of anything (negative, endless, no number) is left out. */
export const usageCount = (name: keyof Usage, value: unknown): Usage =>
  typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY ? { [name]: value } : {};
