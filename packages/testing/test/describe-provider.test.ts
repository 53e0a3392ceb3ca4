import { describe, expect, test } from 'vitest';
import { chatCompletionsWire, describeProvider, differences, geminiWire, type ProviderSubject } from '../src/index.ts';
import { acme, acmeSubject } from './support/acme.ts';
import * as broken from './support/broken-providers.ts';
import { collectedTests, failuresOf, strictExpect } from './support/collected-tests.ts';

// A vendor of one's own passes, under another runner's assertion than vitest's.
describeProvider({ test, expect: strictExpect }, acmeSubject);

interface Defect {
  readonly name: string;
  readonly make: ProviderSubject['make'];
  /** The tests that are run. */
  readonly among: RegExp;
  /** Those of them that have to fail, and no others. */
  readonly fails: readonly string[];
}

const defects: readonly Defect[] = [
  {
    name: 'loses the last delta',
    make: broken.losesLastDelta,
    among: /: (a part is given whole|text\(\) gives|there is one end|an answer \()/,
    fails: ['a part is given whole and agrees with its deltas', 'text() gives the deltas as they come'],
  },
  {
    name: 'swallows an error in mid-stream',
    make: broken.swallowsErrors,
    among: /: (a stream that is cut|a stream whose connection|an error event, (first|in mid-stream, is)|an answer \()/,
    fails: [
      'an error event, in mid-stream, is overloaded with what came before',
      'a stream that is cut',
      'a stream whose connection breaks',
    ],
  },
  {
    name: 'ignores that its reader leaves',
    make: broken.ignoresBreak,
    among: /: (break |streams that are left early|nothing is sent before|result\(\) alone)/,
    fails: [
      'break closes the connection, and result() then rejects with what had come',
      'break out of text() closes the connection',
      'streams that are left early leave no listener',
    ],
  },
  {
    name: 'tries a used-up quota again',
    make: broken.retriesQuota,
    among: /: (quota|auth|overloaded) is (not )?tried again/,
    fails: ['quota is not tried again: a used-up quota (run)', 'quota is not tried again: a used-up quota (stream)'],
  },
  {
    name: 'follows redirects anywhere',
    make: broken.followsRedirects,
    among: /: a redirect .*\(run\)/,
    fails: ['another host', 'a subdomain', 'another port', 'the same host in the clear'].map(
      (place) => `a redirect to ${place} is refused (run)`,
    ),
  },
  {
    name: 'sends the key of the environment anywhere',
    make: broken.sendsEnvironmentKey,
    among: /: the environment's key .*\(run\)/,
    fails: ["the environment's key does not go to another baseUrl (run)"],
  },
  {
    name: 'shows the key',
    make: broken.leaksKey,
    among: /: (a vendor that repeats|a network failure that carries|the key is sent).*\(run\)/,
    fails: [
      'a vendor that repeats the key and the prompt is not repeated (run)',
      "a vendor that repeats a message's text is not repeated (run)",
      'a network failure that carries the request gives nothing of it away (run)',
    ],
  },
  {
    name: 'leaves a listener',
    make: broken.leavesListener,
    among: /: (\d+ calls on one signal|streams that are left early|an abort before the headers \()/,
    fails: [
      '1000 calls on one signal leave no listener (run)',
      '1000 calls on one signal leave no listener (stream)',
      'streams that are left early leave no listener',
    ],
  },
];

describe('the suite can fail', () => {
  test.each(defects)('a provider that $name', async ({ make, among, fails }) => {
    expect(await failuresOf(acmeSubject, among)).toEqual([]);
    expect(await failuresOf({ ...acmeSubject, make }, among)).toEqual(fails);
  });
});

describe('differences are declared, and none is passed over in silence', () => {
  const namesOf = (subject: ProviderSubject): readonly string[] => collectedTests(subject).map(({ name }) => name);

  test('what is declared stands in the list of tests, from the subject and from its wire', () => {
    const names = namesOf({ ...acmeSubject, lacks: ['refusal', 'setting:topK'] });
    expect(names.filter((name) => name.includes('declared as lacking'))).toEqual([
      'acme: declared as lacking error:gated',
      'acme: declared as lacking refusal',
      'acme: declared as lacking setting:topK',
    ]);
    expect(names.filter((name) => name.includes('a refusal is an answer'))).toEqual([]);
  });

  test('a difference that the suite does not know fails', async () => {
    const lacks = ['setting:topk' as 'setting:topK'];
    expect(await failuresOf({ ...acmeSubject, lacks }, /topk/)).toEqual(['declared as lacking setting:topk']);
  });

  test('a setting that is dropped and not declared fails', async () => {
    expect(await failuresOf({ ...acmeSubject, lacks: [] }, /topK/)).toEqual(['topK is sent']);
  });

  test('a setting that is declared as dropped and sent all the same fails', async () => {
    const failures = await failuresOf(
      { ...acmeSubject, lacks: ['setting:topK', 'setting:seed'] },
      /seed is dropped with/,
    );
    expect(failures).toEqual(['seed is dropped with a warning (run)', 'seed is dropped with a warning (stream)']);
  });

  test('bytes that the wire does not have fail unless their lack is declared', async () => {
    const { promptBlock: _, bodyHint: __, ...rest } = chatCompletionsWire;
    const wire = { ...rest, errors: rest.errors.filter(({ code }) => code !== 'permission') };
    const subject = { ...acmeSubject, wire };
    const among = /blocked prompt|by the body|permission|environment's key goes/;
    expect(await failuresOf({ ...subject, environment: undefined }, among)).toEqual([
      'a blocked prompt is an answer (run)',
      'a blocked prompt is an answer (stream)',
      "permission: the vendor's bytes (run)",
      "permission: the vendor's bytes (stream)",
      'a wait that is asked for by the body (run)',
      'a wait that is asked for by the body (stream)',
      "the environment's key goes to the vendor (run)",
      "the environment's key goes to the vendor (stream)",
    ]);
    const lacks = ['setting:topK', 'prompt-block', 'body-retry-hint', 'error:permission', 'environment-key'] as const;
    expect(await failuresOf({ ...subject, lacks, environment: undefined }, among)).toEqual([]);
  });

  test('a provider of another protocol fails', async () => {
    const failures = await failuresOf({ ...acmeSubject, wire: geminiWire }, /: an answer \(/);
    expect(failures).toEqual(['an answer (run)', 'an answer (stream)']);
  });

  test('every name of a test is there once', () => {
    const names = namesOf(acmeSubject);
    expect(names.length).toBe(new Set(names).size);
    expect(new Set(differences).size).toBe(differences.length);
  });
});

test('the environment is as it was when a test is over', async () => {
  process.env['ACME_API_KEY'] = 'before';
  try {
    await failuresOf({ ...acmeSubject, make: acme }, /environment's key|without any key/);
    expect(process.env['ACME_API_KEY']).toBe('before');
  } finally {
    delete process.env['ACME_API_KEY'];
  }
});
