import type { StandardSchemaV1 } from '@standard-schema/spec';

/** Where a value does not fit, like `$.orders[0].address`. */
export function pathOf({ path = [] }: StandardSchemaV1.Issue): string {
  const keys = path.map((step) => (typeof step === 'object' ? step.key : step));
  return `$${keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')}`;
}

/** What does not fit, a line each, in words for the model that wrote it. */
export const issueLines = (issues: readonly StandardSchemaV1.Issue[]): string =>
  issues.map((issue) => `- ${pathOf(issue)}: ${issue.message}`).join('\n');
