import { invalidRequest, missingParameter, quotedList } from '../chat-completions/request-error.ts';
import { type InputContent, type InputItem, inputPartTypes, outputPartTypes } from './input-item.ts';
import type { ResponsesRequest } from './request.ts';

/** @throws VendorError (HTTP 400) when the items of the input do not follow one another as OpenAI demands. */
export function checkConversation(request: ResponsesRequest): void {
  const { input, previous_response_id: previous, conversation } = request;
  checkBeginning(request);
  const items = Array.isArray(input) ? input : [];
  for (const [index, item] of items.entries()) {
    checkParts(item, `input[${index}]`);
    checkReasoningIsFollowed(items, index);
  }
  checkCallsAreAnswered(items);
  // Calls of earlier responses are there, where the sandbox does not see them.
  if (!previous && !conversation) checkResultsHaveCalls(items);
  checkJsonIsMentioned(request);
}

function checkBeginning({ input, prompt, previous_response_id: previous, conversation }: ResponsesRequest): void {
  if (previous && conversation) {
    throw invalidRequest(
      "Mutually exclusive parameters: only one of 'previous_response_id' and 'conversation' can be given.",
      null,
      'mutually_exclusive_parameters',
    );
  }
  if ((input ?? prompt ?? previous ?? conversation ?? undefined) === undefined) throw missingParameter('input');
}

function checkJsonIsMentioned({ input, instructions, text }: ResponsesRequest): void {
  if (text?.format?.type !== 'json_object' || /json/iu.test(JSON.stringify([input, instructions]))) return;
  throw invalidRequest(
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    'input',
    null,
  );
}

function checkParts(item: InputItem, place: string): void {
  if (item.type === 'function_call_output') checkPartTypes(item.output, inputPartTypes, `${place}.output`);
  if (item.type !== 'message') return;
  const types = item.role === 'assistant' ? outputPartTypes : inputPartTypes;
  checkPartTypes(item.content, types, `${place}.content`);
}

function checkPartTypes(content: InputContent, types: readonly string[], place: string): void {
  if (typeof content === 'string') return;
  const index = content.findIndex(({ type }) => !types.includes(type));
  if (index < 0) return;
  const message = `Invalid value: '${content[index]?.type}'. Supported values are: ${quotedList(types)}.`;
  throw invalidRequest(message, `${place}[${index}].type`, 'invalid_value');
}

/** What can come after a reasoning item: something that the model made, in the same turn. */
function followsReasoning(item: InputItem | undefined): boolean {
  if (item === undefined) return false;
  if (item.type === 'message') return item.role === 'assistant';
  return item.type === 'reasoning' || item.type.endsWith('_call') || item.type.startsWith('mcp_');
}

function checkReasoningIsFollowed(items: readonly InputItem[], index: number): void {
  const item = items[index];
  if (item?.type !== 'reasoning' || followsReasoning(items[index + 1])) return;
  throw invalidRequest(
    `Item '${item.id ?? index}' of type 'reasoning' was provided without its required following item.`,
    'input',
    null,
  );
}

function checkCallsAreAnswered(items: readonly InputItem[]): void {
  const answered = callIds(items, /^function_call_output$/u);
  const open = callIds(items, /^function_call$/u).find((id) => !answered.includes(id));
  if (open !== undefined) throw invalidRequest(`No tool output found for function call ${open}.`, 'input', null);
}

/** The result of a function may answer other calls too: clients that search for tools themselves send such. */
function checkResultsHaveCalls(items: readonly InputItem[]): void {
  const made = callIds(items, /_call$/u);
  const stray = callIds(items, /^function_call_output$/u).find((id) => !made.includes(id));
  if (stray === undefined) return;
  throw invalidRequest(`No tool call found for function call output with call_id ${stray}.`, 'input', null);
}

function callIds(items: readonly InputItem[], types: RegExp): readonly string[] {
  return items.flatMap((item) =>
    types.test(item.type) && typeof item['call_id'] === 'string' ? [item['call_id']] : [],
  );
}
