import * as z from 'zod';

const roles = ['user', 'assistant', 'system', 'developer'] as const;

/** The types of items that the sandbox takes and does not look into: calls and results of tools that others run. */
const otherItemTypes = [
  'apply_patch_call',
  'apply_patch_call_output',
  'code_interpreter_call',
  'compaction',
  'compaction_trigger',
  'computer_call',
  'computer_call_output',
  'custom_tool_call',
  'custom_tool_call_output',
  'file_search_call',
  'image_generation_call',
  'item_reference',
  'local_shell_call',
  'local_shell_call_output',
  'mcp_approval_request',
  'mcp_approval_response',
  'mcp_call',
  'mcp_list_tools',
  'program',
  'program_output',
  'shell_call',
  'shell_call_output',
  'tool_search_call',
  'web_search_call',
] as const;

const itemTypes = [
  'message',
  'function_call',
  'function_call_output',
  'reasoning',
  'additional_tools',
  'tool_search_output',
  ...otherItemTypes,
] as const;

/** What user, system and developer messages and the results of functions are made of. */
export const inputPartTypes = ['input_text', 'input_image', 'input_file', 'input_audio'] as const;
/** What messages of the assistant are made of. */
export const outputPartTypes = ['output_text', 'refusal'] as const;

const address = z.string().regex(/^(?:https?:\/\/|data:)/u, { error: 'Expected a valid URL' });

const part = z
  .looseObject({ type: z.enum([...inputPartTypes, ...outputPartTypes]) })
  .pipe(
    z.discriminatedUnion('type', [
      z.looseObject({ type: z.enum(['input_text', 'output_text']), text: z.string() }),
      z.looseObject({ type: z.literal('refusal'), refusal: z.string() }),
      z.looseObject({ type: z.literal('input_image'), image_url: address.nullish(), file_id: z.string().nullish() }),
      z.looseObject({ type: z.literal('input_file'), file_url: address.nullish(), file_id: z.string().nullish() }),
      z.looseObject({ type: z.literal('input_audio') }),
    ]),
  );

const content = z.union([z.string(), z.array(part)]);

const plainTool = z.looseObject({
  type: z.string(),
  name: z
    .string()
    .regex(/^[\w-]{1,128}$/u)
    .nullish(),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  strict: z.boolean().nullish(),
});

/** A tool of the Responses API, whose functions are flat. A `namespace` contains other tools. */
export const responsesTool = plainTool.extend({ tools: z.array(plainTool).nullish() });

const item = z.looseObject({ type: z.enum(itemTypes) }).pipe(
  z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('message'), role: z.enum(roles), content }),
    z.looseObject({
      type: z.literal('function_call'),
      call_id: z.string(),
      name: z.string(),
      arguments: z.string(),
    }),
    z.looseObject({ type: z.literal('function_call_output'), call_id: z.string(), output: content }),
    z.looseObject({
      type: z.literal('reasoning'),
      id: z.string().nullish(),
      summary: z.array(z.looseObject({ type: z.literal('summary_text'), text: z.string() })),
      encrypted_content: z.string().nullish(),
    }),
    z.looseObject({ type: z.enum(['additional_tools', 'tool_search_output']), tools: z.array(responsesTool) }),
    z.looseObject({ type: z.enum(otherItemTypes) }),
  ]),
);

/** One item of the input. A message may leave its type out. */
export const inputItem = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !('type' in value) ? { ...value, type: 'message' } : value,
  item,
);

/** One item of the input of a Responses request. */
export type InputItem = z.infer<typeof inputItem>;

/** What a message or the result of a function says: a text, or its parts. */
export type InputContent = z.infer<typeof content>;

/** A tool that a Responses request declares. */
export type ResponsesTool = z.infer<typeof responsesTool>;
