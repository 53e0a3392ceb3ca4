/** The vendors that a model string may name. */
export const vendorIds = ['openai', 'gemini', 'hf'] as const;

/** One of the vendors. */
export type VendorId = (typeof vendorIds)[number];

/** The environment variables that hold a vendor's key, the first that is set wins. */
const keyVariables: Readonly<Record<VendorId, readonly string[]>> = {
  openai: ['OPENAI_API_KEY'],
  gemini: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
  hf: ['HF_TOKEN', 'HUGGINGFACEHUB_API_TOKEN'],
};

/** Looks up an environment variable. */
export type Environment = (name: string) => string | undefined;

/** The vendor's key, or undefined where none of its variables is set to more than white space. */
export function keyOf(vendor: VendorId, environment: Environment): string | undefined {
  for (const name of keyVariables[vendor]) {
    const value = environment(name)?.trim();
    if (value) return value;
  }
  return undefined;
}

/** Shorter values are words that a message may need, such as the "sandbox" that people set for local servers. */
const shortestSecret = 8;

/** The text with every key of the environment replaced by `[key]`: a second net under the libraries' own redaction. */
export function withoutKeys(text: string, environment: Environment): string {
  let safe = text;
  for (const name of Object.values(keyVariables).flat()) {
    const value = environment(name)?.trim();
    if (value !== undefined && value.length >= shortestSecret) safe = safe.replaceAll(value, '[key]');
  }
  return safe;
}
