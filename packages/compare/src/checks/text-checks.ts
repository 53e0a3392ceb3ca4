import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { LanguageDetector } from '../metrics/language.ts';
import { normalForm } from '../metrics/normal-form.ts';
import { words } from '../metrics/tokens.ts';
import { mistake } from '../mistake.ts';
import { type Check, type Named, passIf, textCheck, unknown } from './check.ts';

export interface ContainsOptions extends Named {
  /** Default false. */
  readonly ignoreCase?: boolean | undefined;
}

/** The answer has a text in it. Both in their normal form: composed characters, LF. */
export function contains(wanted: string, options: ContainsOptions = {}): Check {
  const has = finder(wanted, options);
  return textCheck(options.name ?? `contains ${quoted(wanted)}`, (text) =>
    passIf(has(text), `has ${quoted(wanted)}`, `lacks ${quoted(wanted)}`),
  );
}

/** The answer does not have a text in it. An empty answer passes. */
export function notContains(unwanted: string, options: ContainsOptions = {}): Check {
  const has = finder(unwanted, options);
  return textCheck(options.name ?? `does not contain ${quoted(unwanted)}`, (text) =>
    passIf(!has(text), `lacks ${quoted(unwanted)}`, `has ${quoted(unwanted)}`),
  );
}

export interface MatchesOptions extends ContainsOptions {
  /** `^` and `$` also stand at line ends. Default false. */
  readonly multiline?: boolean | undefined;
  /** `.` also stands for a line end. Default false. */
  readonly dotAll?: boolean | undefined;
}

/**
 * Some part of the answer matches a regular expression, in RE2's syntax: without look-around and back-references, for
 * which it takes time in proportion to the answer. A pattern that takes for ever with JavaScript's own engine cannot
 * hang a run here, whatever a model answers.
 *
 * @throws InferenceError `invalid-request` for a pattern that is none, or needs what RE2 lacks
 */
export function matches(pattern: string, options: MatchesOptions = {}): Check {
  const expression = linearExpression(pattern, options);
  return textCheck(options.name ?? `matches /${pattern}/`, (text) =>
    passIf(expression.matcher(text).find(), `matches /${pattern}/`, `does not match /${pattern}/`),
  );
}

/** The answer has at most so many words, as Unicode segments them in any script. */
export function maxWords(most: number, options: Named = {}): Check {
  if (!(Number.isInteger(most) && most >= 0)) {
    throw mistake(`maxWords cannot be ${most}. Give a whole number from 0.`);
  }
  return textCheck(options.name ?? `at most ${most} words`, (text) => {
    const count = words(text).length;
    return passIf(count <= most, `has ${count} words`, `has ${count} words, ${count - most} too many`);
  });
}

/**
 * The answer is in a language. Unknown where the detector is not sure: for short answers, for one.
 *
 * @param language ISO 639-1: 'en', 'de' …; of a longer tag ('en-GB') the language counts
 * @param detect from `loadLanguageDetector()`, or one of your own
 */
export function inLanguage(language: string, detect: LanguageDetector, options: Named = {}): Check {
  const wanted = language.toLowerCase().split('-')[0] ?? '';
  return textCheck(options.name ?? `in language ${wanted}`, (text) => {
    const found = detect(text);
    return found === undefined
      ? unknown('the language is not certain')
      : passIf(found === wanted, `is in ${found}`, `is in ${found}, not in ${wanted}`);
  });
}

/**
 * A regular expression that runs in linear time (RE2).
 *
 * @throws InferenceError `invalid-request` for a pattern that is none, or needs what RE2 lacks
 */
export function linearExpression(pattern: string, { ignoreCase, multiline, dotAll }: MatchesOptions = {}): RE2JS {
  const flags =
    (ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0) |
    (multiline === true ? RE2JS.MULTILINE : 0) |
    (dotAll === true ? RE2JS.DOTALL : 0);
  try {
    return RE2JS.compile(pattern, flags);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const advice = 'Write it in the syntax of RE2, without look-around and back-references; for more, give a function';
    throw mistake(`The pattern /${pattern}/ cannot be used: ${error.message}. ${advice}.`);
  }
}

function finder(wanted: string, { ignoreCase }: ContainsOptions): (text: string) => boolean {
  const formOf = (text: string): string => (ignoreCase === true ? normalForm(text).toLowerCase() : normalForm(text));
  // Not trimmed: white space that was asked for is wanted.
  const composed = wanted.normalize('NFC').replaceAll(/\r\n?/g, '\n');
  const needle = ignoreCase === true ? composed.toLowerCase() : composed;
  return (text) => formOf(text).includes(needle);
}

/** As JSON, so that white space and quotes can be seen; long texts are cut. */
function quoted(text: string): string {
  const most = 40;
  const characters = Array.from(text);
  return JSON.stringify(characters.length > most ? `${characters.slice(0, most).join('')}…` : text);
}
