import { chatCompletionsWire } from '@x/testing';
import { openai as narrow } from '../src/chat.ts';
import { conform } from './conform.ts';

conform('openai chat completions', { api: 'chat', narrow, wire: chatCompletionsWire, lacks: ['setting:topK'] });
