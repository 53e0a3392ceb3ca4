import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare, type Row } from '../src/index.ts';
import { openRun, startRun } from '../src/node.ts';
import { scripted } from './scripted-provider.ts';
import { temporaryFolder } from './temporary-folder.ts';

const base64 = 'AQID';
const bytes = new Uint8Array([1, 2, 3]);
const sha256 = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';
const input = { messages: [{ role: 'user', content: [{ type: 'image', media: '{{picture}}' }] }] };
const targets = () => [{ id: 'a', provider: scripted('a', () => ({})), model: 'm' }];

async function keyOf(row: Row): Promise<string> {
  for await (const event of compare({ targets: targets(), prompts: [{ input }], rows: [row] }).events()) {
    if (event.type === 'cell-start') return event.cell.key;
  }
  throw new Error('no cell');
}

describe('media in rows', () => {
  it('reach the provider as they are, have one key however they are given, and are hashes in the file', async () => {
    const path = join(await temporaryFolder(), 'run.jsonl');
    const picture = { mediaType: 'image/png', data: base64 };
    const [target] = targets();
    if (target === undefined) throw new Error('no target');
    await (await startRun(path, { targets: [target], prompts: [{ input }], rows: [{ picture }] })).done;
    expect(target.provider.calls[0]?.messages?.[0]?.content).toEqual([{ type: 'image', media: picture }]);
    expect(await readFile(path, 'utf8')).not.toContain(base64);
    await using view = await openRun(path);
    expect(await view.row(0)).toEqual({ picture: { mediaType: 'image/png', sha256 } });
    expect(await keyOf({ picture })).toBe(await keyOf({ picture: { mediaType: 'image/png', data: bytes } }));
  });

  it('are refused as files, which have no bytes in hand', async () => {
    await expect(keyOf({ picture: new Blob([bytes], { type: 'image/png' }) })).rejects.toThrow(
      /Give { mediaType, data }/,
    );
  });
});
