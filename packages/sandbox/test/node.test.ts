import { describe, expect, it } from 'vitest';
import { serveSandbox } from '../src/node.ts';

describe('a sandbox on a port', () => {
  it('listens on loopback, on a free port, until it is closed', async () => {
    const served = await serveSandbox({ requireKey: false });
    expect(served.url).toBe(`http://127.0.0.1:${served.port}`);
    const response = await fetch(`${served.url}/openai/v1/models`);
    expect(response.headers.get('x-sandbox')).toBe('true');
    await response.body?.cancel();
    await served.close();
    await expect(fetch(`${served.url}/openai/v1/models`)).rejects.toThrow('fetch failed');
  });

  it('rejects when the port is taken', async () => {
    const first = await serveSandbox();
    await expect(serveSandbox({ port: first.port })).rejects.toThrow('EADDRINUSE');
    await first.close();
  });

  it('lets a page of another origin call it', async () => {
    const served = await serveSandbox();
    const preflight = await fetch(`${served.url}/openai/v1/chat/completions`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:5173',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    await served.close();
  });
});
