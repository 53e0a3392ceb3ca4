import { gemini } from '@x/gemini';
import { expect, test } from 'vitest';
import { geminiTasks } from '../src/tasks.ts';

test('every row that is loaded later is one of the tasks', () => {
  expect(Object.keys(gemini().tasks)).toEqual([...['chat'], ...Object.keys(geminiTasks)]);
});
