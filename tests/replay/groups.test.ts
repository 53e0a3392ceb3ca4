import { describe, expect, test } from 'vitest';
import { hfTally, missesHfTarget, missesTarget, type Result, tallies } from '../../scripts/replay/groups.ts';
import { normalise } from '../../scripts/replay/recordings.ts';
import { replayRecording } from '../../scripts/replay/replay-recording.ts';
import { hfLine } from '../../scripts/replay/report.ts';

function results(passed: number, failed: number, fields: Partial<Result> = {}): readonly Result[] {
  const result: Result = {
    group: 'hf fill-mask',
    file: 'a.json',
    provenance: 'recorded',
    ofHfTask: true,
    verdict: 'passed',
    ...fields,
  };
  const wrong: Result = { ...result, verdict: 'failed', reason: 'no' };
  return [...Array<Result>(passed).fill(result), ...Array<Result>(failed).fill(wrong)];
}

test('every group has a target, but for errors, and what was left out does not count', () => {
  const [group] = tallies([...results(19, 1), ...results(5, 0, { verdict: 'left out' })]);
  expect(group).toMatchObject({ recordedPassed: 19, recordedTotal: 20, leftOut: 5 });
  expect(group && missesTarget(group)).toBe(false);
  expect(tallies(results(9, 1)).some(missesTarget)).toBe(true);
  expect(tallies(results(9, 1, { group: 'hf errors' })).some(missesTarget)).toBe(false);
  expect(tallies(results(97, 3, { group: 'openai responses' })).some(missesTarget)).toBe(true);
  expect(tallies(results(98, 2, { group: 'openai responses' })).some(missesTarget)).toBe(false);
});

test('the answers of Hugging Face have a higher one over all their groups', () => {
  const others = results(0, 9, { ofHfTask: false });
  const enough = hfTally([...results(49, 1), ...others]);
  expect(missesHfTarget(enough)).toBe(false);
  expect(hfLine(enough)).toContain('49/50 = 98.0 % (the target of 98 %)');
  const few = hfTally([...results(97, 3), ...others]);
  expect(missesHfTarget(few)).toBe(true);
  expect(hfLine(few)).toContain('97/100 = 97.0 % (misses the target of 98 %)');
});

describe('a recording', () => {
  const url = 'https://router.huggingface.co/hf-inference/models/google/vit-base-patch16-224';
  const response = { status: 200, bodyText: '[{"label":"cat","score":0.9}]' };
  const tape = (fields: object) => normalise('hf-tapes', 'a.json', { request: { method: 'POST', url }, ...fields });

  test('is read right or not', async () => {
    const read = await replayRecording(tape({ provider: 'router:hf-inference', response }));
    expect(read).toMatchObject({ group: 'hf image-classification', verdict: 'passed', ofHfTask: true });
    const odd = await replayRecording(
      tape({ response: { status: 200, bodyText: '[{"label":"cat","score":"high"}]' } }),
    );
    expect(odd).toMatchObject({ verdict: 'failed', reason: expect.stringContaining('bad-response') });
  });

  test('of another provider, or of a failure, is none of the answers with the higher target', async () => {
    expect(await replayRecording(tape({ provider: 'fal-ai', response }))).toMatchObject({ ofHfTask: false });
    const failure = { status: 503, bodyText: '{"error":"Model a/b is currently loading","estimated_time":20}' };
    expect(await replayRecording(tape({ provider: 'router:hf-inference', response: failure }))).toMatchObject({
      group: 'hf errors',
      verdict: 'passed',
      ofHfTask: false,
    });
  });

  test('of what is no task of the contract is left out, with that reason', async () => {
    const request = { method: 'POST', url: 'https://fal.test/video' };
    const elsewhere = normalise('hf-tapes', 'a.json', { request, response: { status: 200, bodyText: '{"video":{}}' } });
    expect(await replayRecording(elsewhere)).toMatchObject({
      verdict: 'left out',
      reason: 'text-to-video: no task of the contract',
    });
  });
});
