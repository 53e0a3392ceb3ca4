/**
 * Turns a place in `text` that counts UTF-16 units into one that counts code points. Hugging Face's pipelines run in
 * Python, where an emoji is one character and not two.
 */
export function codePointPlace(text: string, utf16Place: number): number {
  return [...text.slice(0, utf16Place)].length;
}
