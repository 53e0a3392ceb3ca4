import type { InputBase } from '@x/core';
import { type RequestContext, vendorSettings } from '@x/core/adapter';

/** What a task takes beside its input, under the wire's names; members that are undefined are left out. */
export type TaskParameters = Readonly<Record<string, unknown>>;

/** The body that most tasks share: the input, and beside it the settings, those of the caller over our own. */
export function taskBody(
  inputs: unknown,
  own: TaskParameters,
  input: InputBase,
  context: RequestContext,
): { readonly inputs: unknown; readonly parameters?: TaskParameters } {
  const parameters = { ...own, ...vendorSettings(input, context) };
  return Object.values(parameters).some((value) => value !== undefined) ? { inputs, parameters } : { inputs };
}
