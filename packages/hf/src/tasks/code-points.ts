const surrogatePair = /[\uD800-\uDBFF][\uDC00-\uDFFF]/;

/**
 * Places in `text` counted in code points, as Python counts them, to places counted in UTF-16 code units, as JavaScript
 * does. They differ behind the first character beyond the basic plane: an emoji is one to Python and two to us.
 *
 * @returns The place in code units; a place behind the end of the text is its end.
 */
export function codeUnitPlaces(text: string): (codePoints: number) => number {
  if (!surrogatePair.test(text)) return (place) => place;
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    places.push(place);
    place += character.length;
  }
  return (codePoints) => places[codePoints] ?? text.length;
}
