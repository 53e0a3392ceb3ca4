/**
 * The Hugging Face, OpenAI and Gemini wire protocols, answered by small deterministic engines.
 * @module
 */
export { type FaultName, faultNames } from './faults/table.ts';
export { type Sandbox, sandbox } from './sandbox.ts';
export type { SandboxOptions } from './settings.ts';
