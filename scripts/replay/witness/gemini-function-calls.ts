/**
 * The function calls among Gemini's parts. A call usually comes whole. On Vertex, where a request asks for streamed
 * arguments, it comes as a name with `willContinue`, then parts of `partialArgs`: JSON paths with pieces of values.
 */
import type { ToolCallReading } from './expectation.ts';
import { at, isRecord, listAt, stringAt } from './json.ts';

export function callsOfParts(parts: readonly unknown[]): readonly ToolCallReading[] {
  const calls: { id: string | undefined; name: string; arguments: Record<string, unknown> }[] = [];
  let open = false;
  for (const call of parts.map((part) => at(part, 'functionCall')).filter(isRecord)) {
    if (!open) calls.push({ id: stringAt(call, 'id') || undefined, name: '', arguments: {} });
    const current = calls.at(-1);
    if (current === undefined) continue;
    current.name ||= stringAt(call, 'name') ?? '';
    Object.assign(current.arguments, at(call, 'args'));
    for (const piece of listAt(call, 'partialArgs')) addPiece(current.arguments, piece);
    open = call['willContinue'] === true;
  }
  return calls;
}

/** Puts one piece where its path (`$.items[0].name`) says; text is appended to the text that is there. */
function addPiece(target: Record<string, unknown>, piece: unknown): void {
  const steps = [...(stringAt(piece, 'jsonPath') ?? '').matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map(
    ([, key, index]) => key ?? Number(index),
  );
  const last = steps.pop();
  if (last === undefined) return;
  let here: unknown = target;
  for (const [position, step] of steps.entries()) {
    const next = typeof (steps[position + 1] ?? last) === 'number' ? [] : {};
    here = put(here, step, at(here, step) ?? next);
  }
  const before = at(here, last);
  const value = pieceValue(piece);
  put(here, last, typeof before === 'string' && typeof value === 'string' ? before + value : value);
}

function put(container: unknown, step: string | number, value: unknown): unknown {
  if (Array.isArray(container) && typeof step === 'number') container[step] = value;
  else Reflect.set(Object(container), step, value);
  return value;
}

function pieceValue(piece: unknown): unknown {
  if (at(piece, 'nullValue') !== undefined) return null;
  return at(piece, 'stringValue') ?? at(piece, 'numberValue') ?? at(piece, 'boolValue');
}
