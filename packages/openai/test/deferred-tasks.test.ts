import { openai } from '@x/openai';
import { expect, test } from 'vitest';
import { openaiTasks } from '../src/tasks/index.ts';

test('every row that is loaded later is one of the tasks', () => {
  expect(Object.keys(openai().tasks)).toEqual([...['chat'], ...Object.keys(openaiTasks)]);
});
