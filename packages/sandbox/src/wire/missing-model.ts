const missing = /(?:^|[/-])(?:does-not-exist|nothing)$/u;

/** The names that no vendor has: those that end in `does-not-exist` or `nothing`. */
export function isMissingModel(model: string): boolean {
  return missing.test(model);
}
