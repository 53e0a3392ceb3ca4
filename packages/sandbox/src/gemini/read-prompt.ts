import type { ChatPrompt, Tool, Turn } from '../chat/prompt.ts';
import type { Content, GenerateContentRequest, Part } from './messages.ts';

/** What a `generateContent` request asks for. `choice` counts the candidates, from 0. */
export function readPrompt(request: GenerateContentRequest, model: string, choice: number): ChatPrompt {
  const config = request.generationConfig ?? {};
  const json = jsonOf(config);
  const calling = request.toolConfig?.functionCallingConfig;
  return {
    vendor: 'gemini',
    model,
    turns: turnsOf(request),
    tools: toolsOf(request),
    toolUse: toolUseOf(calling?.mode),
    ...(calling?.allowedFunctionNames === undefined ? {} : { allowedTools: calling.allowedFunctionNames }),
    parallelTools: true,
    ...(json === undefined ? {} : { json }),
    ...(config.maxOutputTokens === undefined ? {} : { maxTokens: config.maxOutputTokens }),
    stop: config.stopSequences ?? [],
    choice,
  };
}

/** The text of a message, without thoughts. */
export function textOf(content: Content): string {
  return (content.parts ?? []).map(({ text, thought }) => (thought === true ? '' : (text ?? ''))).join('');
}

function turnsOf({ systemInstruction, contents }: GenerateContentRequest): readonly Turn[] {
  const system: readonly Turn[] =
    systemInstruction === undefined ? [] : [{ role: 'system', text: textOf(systemInstruction), mediaCount: 0 }];
  return [...system, ...(contents ?? []).flatMap(turnsOfContent)];
}

/** A message that carries results of functions is one turn for each result. */
function turnsOfContent(content: Content): readonly Turn[] {
  const parts = content.parts ?? [];
  const results = parts.flatMap(({ functionResponse }) => functionResponse ?? []);
  if (results.length > 0) {
    return results.map(({ name, response }) => ({
      role: 'tool',
      text: JSON.stringify(response ?? {}),
      mediaCount: 0,
      ...(name === undefined ? {} : { toolName: name }),
    }));
  }
  const calls = parts.flatMap(({ functionCall }) => (functionCall === undefined ? [] : [JSON.stringify(functionCall)]));
  return [
    {
      role: content.role === 'model' ? 'assistant' : 'user',
      text: [textOf(content), ...calls].join(''),
      mediaCount: parts.filter(isMedium).length,
    },
  ];
}

function isMedium({ inlineData, fileData }: Part): boolean {
  return (inlineData ?? fileData) !== undefined;
}

function toolsOf({ tools }: GenerateContentRequest): readonly Tool[] {
  return (tools ?? [])
    .flatMap(({ functionDeclarations }) => functionDeclarations ?? [])
    .map(({ name, parameters, parametersJsonSchema }) => ({
      name,
      parameters: parametersJsonSchema ?? parameters ?? { type: 'OBJECT', properties: {} },
    }));
}

function toolUseOf(mode: string | undefined): ChatPrompt['toolUse'] {
  if (mode === 'ANY') return 'required';
  return mode === 'NONE' ? 'none' : 'auto';
}

function jsonOf(config: NonNullable<GenerateContentRequest['generationConfig']>): ChatPrompt['json'] {
  if (config.responseMimeType !== 'application/json') return undefined;
  return { schema: config.responseJsonSchema ?? config.responseSchema };
}
