import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../src/heap-growth.ts', import.meta.url));

// In processes of their own: what is set there holds for the rest of them.
test('new objects get less room than V8 would give them', () => {
  const roomAfter = (preparation: string): number => {
    const program = `
      import { getHeapSpaceStatistics } from 'node:v8';
      ${preparation}
      let alive = [];
      for (let round = 0; round < 300; round++) alive = Array.from({ length: 20_000 }, (_, at) => ({ at }));
      console.log(getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size);
    `;
    return Number(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }));
  };
  const limited = roomAfter(`import { slowHeapGrowth } from ${JSON.stringify(source)}; slowHeapGrowth();`);
  expect(limited).toBeGreaterThan(0);
  expect(limited).toBeLessThan(roomAfter(''));
});
