import { describeProvider, geminiWire } from '@x/testing';
import { expect, test } from 'vitest';
import { gemini } from '../src/index.ts';

describeProvider(
  { test, expect },
  {
    name: 'gemini',
    make: (options) => gemini(options),
    model: 'gemini-2.5-flash',
    wire: geminiWire,
    environment: { name: 'GEMINI_API_KEY', variables: process.env },
  },
);
