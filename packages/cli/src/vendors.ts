/** The vendors that a model string may name. */
export const vendorIds = ['openai', 'gemini', 'hf'] as const;

/** One of the vendors. */
export type VendorId = (typeof vendorIds)[number];

/** What `x` knows of a vendor without asking it. */
export interface VendorFacts {
  readonly name: string;
  /** The environment variables that hold its key; the first that is set wins. */
  readonly keyVariables: readonly string[];
  /** Where a person makes a key. */
  readonly keyPage: string;
  /** The host that answers its calls. */
  readonly host: string;
  /** A model string of which a person can copy the form. */
  readonly example: string;
}

/** The facts of each vendor. */
export const vendorFacts: Readonly<Record<VendorId, VendorFacts>> = {
  openai: {
    name: 'OpenAI',
    keyVariables: ['OPENAI_API_KEY'],
    keyPage: 'https://platform.openai.com/api-keys',
    host: 'https://api.openai.com',
    example: 'openai:gpt-5-mini',
  },
  gemini: {
    name: 'Google Gemini',
    keyVariables: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    keyPage: 'https://aistudio.google.com/apikey',
    host: 'https://generativelanguage.googleapis.com',
    example: 'gemini:gemini-2.5-flash',
  },
  hf: {
    name: 'Hugging Face',
    keyVariables: ['HF_TOKEN', 'HUGGINGFACEHUB_API_TOKEN'],
    keyPage: 'https://huggingface.co/settings/tokens',
    host: 'https://router.huggingface.co',
    example: 'hf:meta-llama/Llama-3.1-8B-Instruct',
  },
};

/** Model strings of which a person can copy one. */
export const modelExamples: readonly string[] = vendorIds.map((id) => vendorFacts[id].example);

/** A provider as it is written in a target: a vendor, or the sandbox that speaks a vendor's wire. */
export interface ProviderName {
  readonly vendor: VendorId;
  readonly sandboxed: boolean;
}

const providers: Readonly<Record<string, ProviderName>> = {
  ...Object.fromEntries(vendorIds.map((vendor) => [vendor, { vendor, sandboxed: false }])),
  sandbox: { vendor: 'openai', sandboxed: true },
  ...Object.fromEntries(vendorIds.map((vendor) => [`sandbox/${vendor}`, { vendor, sandboxed: true }])),
};

/** Every way to write a provider: `openai`, `gemini`, `hf`, `sandbox` (OpenAI's wire), `sandbox/openai` and so on. */
export const providerNames: readonly string[] = Object.keys(providers);

/** Reads a provider's name; undefined for one that there is not. */
export const parseProvider = (name: string): ProviderName | undefined =>
  Object.hasOwn(providers, name) ? providers[name] : undefined;

/** Looks up an environment variable. */
export type Environment = (name: string) => string | undefined;

/** A key that is set, and the variable that it comes from. */
export interface FoundKey {
  readonly variable: string;
  readonly value: string;
}

/** Every key of the vendor that is set to more than white space; the first is the one that is used. */
export function keysOf(vendor: VendorId, environment: Environment): readonly FoundKey[] {
  return vendorFacts[vendor].keyVariables.flatMap((variable) => {
    const value = environment(variable)?.trim();
    return value ? [{ variable, value }] : [];
  });
}

/** Shorter values are words that a message may need, such as the "sandbox" that people set for local servers. */
const shortestSecret = 8;

/** The keys of the environment that are long enough to be sought in texts. */
export const secretsOf = (environment: Environment): readonly string[] =>
  vendorIds
    .flatMap((vendor) => keysOf(vendor, environment))
    .map(({ value }) => value)
    .filter((value) => value.length >= shortestSecret);

/** The text with every key of the environment replaced by `[key]`: a second net under the libraries' own redaction. */
export function withoutKeys(text: string, environment: Environment): string {
  return secretsOf(environment).reduce((safe, secret) => safe.replaceAll(secret, '[key]'), text);
}
