import { withTelemetry } from '@x/core/wrap';
import { expect, test, vi } from 'vitest';
import { fakeProvider } from '../fake-provider.ts';

vi.mock('@opentelemetry/api', () => {
  throw new Error('Cannot find package');
});

test.each(['run', 'stream'] as const)('without the optional peer, %s says what to do', async (how) => {
  const provider = withTelemetry(fakeProvider('never asked'));
  const input = { model: 'm', prompt: 'Hi' };
  const call = how === 'run' ? provider.run('chat', input) : provider.stream('chat', input).result();
  await expect(call).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('@opentelemetry/api, which is not installed'),
  });
});
