import { responsesWire } from '@x/testing';
import { openai as narrow } from '../src/responses.ts';
import { conform } from './conform.ts';

conform('openai responses', {
  api: 'responses',
  narrow,
  wire: responsesWire,
  lacks: ['setting:topK', 'setting:stop', 'setting:seed', 'setting:presencePenalty', 'setting:frequencyPenalty'],
});
