import { ambientPlatform, type Platform } from '@x/core/adapter';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import { openai as narrow } from '@x/openai/chat';
import {
  chatCompletionsWire,
  describeProvider,
  geminiWire,
  huggingFaceWire,
  type ProviderSubject,
  responsesWire,
} from '@x/testing';
import { expect, test } from 'vitest';

/** A key in a page is a thing that the caller has to want. */
const allowBrowser = true;
const lacks = ['setting:topK'] as const;

/** A page has no environment; what is true of its keys is proved all the same. */
const variables: Record<string, string | undefined> = {};
const platform: Platform = { ...ambientPlatform, environment: (name) => variables[name] };

const subjects: readonly ProviderSubject[] = [
  {
    name: 'openai chat completions',
    make: (options) => openai({ ...options, allowBrowser, api: 'chat' }, platform),
    model: 'gpt-4.1-mini',
    environment: { name: 'OPENAI_API_KEY', variables },
    wire: chatCompletionsWire,
    lacks,
  },
  {
    name: 'openai chat completions, narrow door',
    make: (options) => narrow({ ...options, allowBrowser }, platform),
    model: 'gpt-4.1-mini',
    environment: { name: 'OPENAI_API_KEY', variables },
    wire: chatCompletionsWire,
    lacks,
  },
  {
    name: 'openai responses',
    make: (options) => openai({ ...options, allowBrowser, api: 'responses' }, platform),
    model: 'gpt-4.1-mini',
    environment: { name: 'OPENAI_API_KEY', variables },
    wire: responsesWire,
    lacks: ['setting:topK', 'setting:seed', 'setting:stop', 'setting:presencePenalty', 'setting:frequencyPenalty'],
  },
  {
    name: 'gemini',
    make: (options) => gemini({ ...options, allowBrowser }, platform),
    model: 'gemini-2.5-flash',
    environment: { name: 'GEMINI_API_KEY', variables },
    wire: geminiWire,
  },
  {
    name: 'hf chat',
    make: (options) => hf({ ...options, allowBrowser }, platform),
    model: 'meta-llama/Llama-3.1-8B-Instruct:cerebras',
    environment: { name: 'HF_TOKEN', variables },
    wire: huggingFaceWire,
    lacks,
  },
];

for (const subject of subjects) describeProvider({ test, expect }, subject);
