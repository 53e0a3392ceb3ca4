/** Who makes the models whose names look like this. The first that fits counts. */
const families: readonly (readonly [pattern: RegExp, vendor: string])[] = [
  [/(^|[/:])(gpt-|o\d|chatgpt|openai\/)/, 'openai'],
  [/(^|[/:])(gemini|gemma|google\/)/, 'google'],
  [/(^|[/:])(claude|anthropic\/)/, 'anthropic'],
  [/(^|[/:])(llama|meta-llama\/)/, 'meta'],
  [/(^|[/:])(mistral|mixtral|ministral|mistralai\/)/, 'mistral'],
  [/(^|[/:])(qwen|qwq)/, 'qwen'],
  [/(^|[/:])deepseek/, 'deepseek'],
];

/**
 * Who made a model, as far as its name tells: by the family, else by the owner of an `owner/name`.
 *
 * @returns undefined where the name does not tell
 */
export function vendorOf(model: string): string | undefined {
  const name = model.toLowerCase();
  const family = families.find(([pattern]) => pattern.test(name));
  if (family !== undefined) return family[1];
  const owner = /([^/:]+)\/[^/]/.exec(name)?.[1];
  return owner === 'models' ? undefined : owner;
}
