import { expect, test } from 'vitest';
import { readEvents } from '../../scripts/replay/witness/event-stream.ts';

test('reads events in every line ending, with and without a space after the colon', () => {
  const body = 'data: one\r\n\r\ndata:two\n\nevent: error\rdata: three\r\r';
  expect(readEvents(body)).toEqual([
    { name: '', data: 'one' },
    { name: '', data: 'two' },
    { name: 'error', data: 'three' },
  ]);
});

test('joins the data lines of one event and drops comments', () => {
  expect(readEvents(': still here\n\ndata: one\ndata: two\n\n')).toEqual([{ name: '', data: 'one\ntwo' }]);
});

test('keeps a last event whose blank line is missing', () => {
  expect(readEvents('data: one\n\ndata: two')).toEqual([
    { name: '', data: 'one' },
    { name: '', data: 'two' },
  ]);
});

test('gives JSON that stands between the events without a field', () => {
  expect(readEvents('data: one\n\n{\n  "error": {}\n}\n')).toEqual([
    { name: '', data: 'one' },
    { name: '', data: '{\n  "error": {}\n}' },
  ]);
});
