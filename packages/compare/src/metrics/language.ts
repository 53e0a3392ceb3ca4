/** Says the language of a text as an ISO 639-1 code; undefined where it cannot tell. */
export type LanguageDetector = (text: string) => string | undefined;

/** Below it, n-grams guess: "The cat sat." comes out as Danish. In UTF-8, where scripts of many letters weigh more. */
const fewestBytes = 40;

const encoder = new TextEncoder();

/**
 * Loads the detector: eld (60 languages, by n-grams). It brings about a megabyte of data,
 * so it is loaded when a language is asked for and not before.
 *
 * Texts under 40 bytes, and those that the library itself calls unreliable, have no language. Program code and lists of
 * names are often taken for English.
 */
export async function loadLanguageDetector(): Promise<LanguageDetector> {
  const { eld } = await import('eld/extrasmall');
  return (text) => {
    if (encoder.encode(text).length < fewestBytes) return undefined;
    const found = eld.detect(text);
    return found.language !== '' && found.isReliable() ? found.language : undefined;
  };
}
