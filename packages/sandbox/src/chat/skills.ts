import { valence } from '../engines/sentiment.ts';
import { summarise } from '../engines/summary.ts';
import { targetLanguage, translate } from '../engines/translation.ts';

/** Something the sandbox really does when a prompt asks for it. */
interface Skill {
  readonly asked: RegExp;
  /** The answer, or nothing when the skill does not fit after all. */
  readonly answer: (groups: Readonly<Record<string, string>>) => string | undefined;
}

const summaryTokens = 60;

const skills: readonly Skill[] = [
  {
    asked: /\btranslate\b.{0,60}?\b(?:in)?to (?<language>\p{L}+)\b[^:\n]*[:\n]\s*["“]?(?<text>[^"”]+)/isu,
    answer: ({ language = '', text = '' }) => {
      const target = targetLanguage(language);
      return target === undefined ? undefined : translate(text.trim(), target);
    },
  },
  {
    asked: /\bsummari[sz]e\b[^:\n]*[:\n]\s*(?<text>.+)/isu,
    answer: ({ text = '' }) => summarise(text, summaryTokens),
  },
  {
    asked: /\b(?:sentiment|positive or negative)\b[^:\n]*[:\n]\s*(?<text>.+)/isu,
    answer: ({ text = '' }) => sentimentWord(valence(text)),
  },
  {
    asked: /(?<left>-?\d+(?:\.\d+)?)\s*(?<operator>[-+*/×])\s*(?<right>-?\d+(?:\.\d+)?)\s*=?\s*\??\s*$/u,
    answer: ({ left = '', operator = '', right = '' }) => calculate(Number(left), operator, Number(right)),
  },
];

const operations: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '×': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** Answers a prompt that asks for something the sandbox can do: translate, summarise, judge sentiment, calculate. */
export function useSkill(text: string): string | undefined {
  for (const { asked, answer } of skills) {
    const groups = asked.exec(text)?.groups;
    const answered = groups === undefined ? undefined : answer(groups);
    if (answered !== undefined) return answered;
  }
  return undefined;
}

function sentimentWord(measured: number): string {
  if (measured > 0.2) return 'positive';
  return measured < -0.2 ? 'negative' : 'neutral';
}

function calculate(left: number, operator: string, right: number): string | undefined {
  const result = operations[operator]?.(left, right);
  return result === undefined || !Number.isFinite(result) ? undefined : String(result);
}
