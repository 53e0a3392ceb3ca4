import { hf } from '@x/hf';
import { expect, test } from 'vitest';
import { createRouter } from '../src/routing.ts';
import { hfTasks } from '../src/tasks/index.ts';

test('every row that is loaded later is one of the tasks', () => {
  expect(Object.keys(hf().tasks)).toEqual([...['chat', 'text-generation'], ...Object.keys(hfTasks(createRouter({})))]);
});
