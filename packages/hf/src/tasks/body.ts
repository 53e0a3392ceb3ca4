import type { InputBase } from '@x/core';
import { type RequestContext, vendorSettings } from '@x/core/adapter';

/** What a task takes beside its input, under the wire's names; members that are undefined are left out. */
export type TaskParameters = Readonly<Record<string, unknown>>;

/**
 * The body that most tasks share: the input, and beside it the settings, those of the caller over our own.
 *
 * @param unsent Settings that tell us something and are none of the wire's.
 */
export function taskBody(
  inputs: unknown,
  own: TaskParameters,
  input: InputBase,
  context: RequestContext,
  unsent: readonly string[] = [],
): { readonly inputs: unknown; readonly parameters?: TaskParameters } {
  const parameters: Record<string, unknown> = { ...own, ...vendorSettings(input, context) };
  for (const name of unsent) delete parameters[name];
  return Object.values(parameters).some((value) => value !== undefined) ? { inputs, parameters } : { inputs };
}
