import { glossary, type TargetLanguage, targetLanguages } from './glossary.ts';

const word = /[\p{L}'’]+/gu;

/** Names of the target languages as people and models write them: English name, ISO 639-1, ISO 639-2, FLORES-200. */
const languageNames: ReadonlyMap<string, TargetLanguage> = new Map(
  Object.entries({
    french: 'fr',
    fr: 'fr',
    fra: 'fr',
    fra_latn: 'fr',
    fr_xx: 'fr',
    german: 'de',
    de: 'de',
    deu: 'de',
    deu_latn: 'de',
    de_de: 'de',
    spanish: 'es',
    es: 'es',
    spa: 'es',
    spa_latn: 'es',
    es_xx: 'es',
  }),
);

/** The target language that a name or code means, if the sandbox has it. */
export function targetLanguage(name: string): TargetLanguage | undefined {
  return languageNames.get(name.toLowerCase());
}

/** An English text put into another language word by word; words that the small glossary lacks stay as they are. */
export function translate(text: string, language: TargetLanguage): string {
  const column = targetLanguages.indexOf(language);
  return text.replaceAll(word, (original: string, offset: number) => {
    const counterpart = glossary.get(original.toLowerCase())?.[column];
    if (counterpart === undefined) return original;
    // The English "I" is a capital wherever it stands.
    const keepsCapital = isCapitalised(original) && (original !== 'I' || offset === 0);
    return keepsCapital ? capitalise(counterpart) : counterpart;
  });
}

function isCapitalised(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
