import type * as z from 'zod';

type Issue = z.core.$ZodIssue;

/** What zod found wrong, in one line, each with its place: `messages.1.role: …`. Values are never quoted. */
export function placesOf(error: z.ZodError): string {
  return error.issues.flatMap(meantIssues).map(inWords).join('; ');
}

/** Of a union's branches, the issues of the one that the value came furthest in: the one that was meant. */
function meantIssues(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((branch) =>
    branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })).flatMap(meantIssues),
  );
  const deepest = branches.reduce((best, branch) => (depthOf(branch) > depthOf(best) ? branch : best));
  return depthOf(deepest) > issue.path.length ? deepest : [issue];
}

const depthOf = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));

const inWords = ({ path, message }: Issue): string =>
  path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;
