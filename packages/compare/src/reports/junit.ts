import type { GateResult } from './gates.ts';
import { percent } from './numbers.ts';
import type { CheckReport, ComparisonReport, TargetReport } from './report.ts';

/** One `<testcase>`. */
interface TestCase {
  readonly name: string;
  readonly failure?: string | undefined;
  readonly output?: string | undefined;
}

/**
 * A report as JUnit's XML, for programs that show test results: a suite a target. Its cases are "all calls ended well",
 * and every gate; a check without a gate is a case that never fails and says its rate.
 */
export function junitReport(report: ComparisonReport): string {
  const suites = report.targets.map((target) => ({ name: target.target, cases: casesOf(target, report) }));
  const all = suites.flatMap(({ cases }) => cases);
  const body = suites.map(({ name, cases }) => suiteXml(name, cases)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="comparison" ${counts(all)}>\n${body}</testsuites>\n`;
}

function casesOf(target: TargetReport, { checks, gates }: ComparisonReport): readonly TestCase[] {
  const ours = gates.filter((gate) => gate.target === target.target);
  return [callsCase(target), ...ours.map(gateCase), ...checks.map((check) => checkCase(check, target.target))];
}

function callsCase({ planned, failed, missing, errors }: TargetReport): TestCase {
  const codes = Object.entries(errors).map(([code, count]) => `${code} ${count}`);
  const failure = `${failed} failed (${codes.join(', ') || 'none'}) and ${missing} missing of ${planned}`;
  return { name: 'every call was answered', ...(failed + missing > 0 ? { failure } : {}) };
}

const gateCase = ({ name, status, reason }: GateResult): TestCase => ({
  name: `gate ${name}`,
  ...(status === 'holds' ? { output: reason } : { failure: `${status}: ${reason}` }),
});

function checkCase({ name, targets }: CheckReport, wanted: string): TestCase {
  const found = targets.find(({ target }) => target === wanted);
  const { passed = 0, failed = 0, unknown = 0, estimate, failures = [] } = found ?? {};
  const interval = estimate?.interval?.map(percent).join(' … ');
  const rate = `${passed} of ${passed + failed} passed${interval === undefined ? '' : ` (${interval})`}, ${unknown} unknown`;
  const reasons = failures.map(({ prompt, row, reason }) => `${prompt}, row ${row}: ${reason}`);
  return { name: `check ${name}`, output: [rate, ...reasons].join('\n') };
}

function suiteXml(name: string, cases: readonly TestCase[]): string {
  return `  <testsuite name="${xmlText(name)}" ${counts(cases)}>\n${cases.map((one) => caseXml(name, one)).join('')}  </testsuite>\n`;
}

function caseXml(suite: string, { name, failure, output }: TestCase): string {
  const head = `    <testcase classname="${xmlText(suite)}" name="${xmlText(name)}"`;
  if (failure !== undefined) return `${head}><failure message="${xmlText(failure)}"/></testcase>\n`;
  return output === undefined ? `${head}/>\n` : `${head}><system-out>${xmlText(output)}</system-out></testcase>\n`;
}

const counts = (cases: readonly TestCase[]): string =>
  `tests="${cases.length}" failures="${cases.filter(({ failure }) => failure !== undefined).length}" errors="0"`;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};
/** What XML 1.0 has no place for. */
const impossible = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const xmlText = (text: string): string =>
  text.replace(impossible, '\uFFFD').replace(/[&<>"\n]/g, (sign) => entities[sign] ?? sign);
