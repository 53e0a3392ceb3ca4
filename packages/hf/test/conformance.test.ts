import { describeProvider, huggingFaceWire } from '@x/testing';
import { expect, test } from 'vitest';
import { hf } from '../src/index.ts';

describeProvider(
  { test, expect },
  {
    name: 'hf chat',
    make: (options) => hf(options),
    model: 'meta-llama/Llama-3.1-8B-Instruct:cerebras',
    wire: huggingFaceWire,
    lacks: ['setting:topK'],
    environment: { name: 'HF_TOKEN', variables: process.env },
  },
);
