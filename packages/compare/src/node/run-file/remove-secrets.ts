/** A shorter secret would take harmless words out of answers. */
const shortestSecret = 6;

/** Replaces every one of the secrets by `[removed]`, as it is and as JSON spells it. */
export function removeSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret.length < shortestSecret) continue;
    clean = clean.replaceAll(secret, '[removed]').replaceAll(JSON.stringify(secret).slice(1, -1), '[removed]');
  }
  return clean;
}
