import type { Row } from './rows.ts';

/** A text with places to fill in. */
export interface Template {
  /** As it was written. */
  readonly text: string;
  /** The names it asks for, in order of appearance; a name used twice appears twice. */
  readonly names: readonly string[];
  /** The text with each name's value in its place. Values are never read as templates themselves. */
  fill(row: Row): string;
  /** The name, where the text is one `{{name}}` and nothing else. */
  readonly only?: string | undefined;
  /** Whether nothing but white space would be left for this row. */
  isBlank(row: Row): boolean;
}

type Piece = string | { readonly name: string };

const braces = /(\\?)\{\{([^{}\n]+)\}\}/g;

// Column names as spreadsheets have them; anything else between braces is somebody's code and stays as it is.
const nameShape = /^[\p{L}\p{N}_][\p{L}\p{N}_ .-]*$/u;

/** Reads the `{{name}}`s of a text, once, so that filling in a row is a walk over its pieces. */
export function compileTemplate(text: string): Template {
  const pieces = piecesOf(text);
  return {
    text,
    names: pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name])),
    fill: (row) => pieces.map((piece) => valueAt(piece, row)).join(''),
    only: onlyNameOf(pieces),
    isBlank: (row) => pieces.every((piece) => valueAt(piece, row).trim() === ''),
  };
}

function onlyNameOf(pieces: readonly Piece[]): string | undefined {
  const [only, ...others] = pieces.filter((piece) => piece !== '');
  return typeof only === 'object' && others.length === 0 ? only.name : undefined;
}

function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(braces)) {
    const [whole, backslash, inside = ''] = match;
    const name = inside.trim();
    if (!nameShape.test(name)) continue;
    pieces.push(text.slice(end, match.index), backslash === '' ? { name } : whole.slice(1));
    end = match.index + whole.length;
  }
  pieces.push(text.slice(end));
  return pieces;
}

// A missing value leaves the placeholder as it was written; the plan has refused such a row before anything is sent.
function valueAt(piece: Piece, row: Row): string {
  if (typeof piece === 'string') return piece;
  return hasValue(row, piece.name) ? asText(row[piece.name]) : `{{${piece.name}}}`;
}

/** Whether the row has something of its own to say under the name. */
export const hasValue = (row: Row, name: string): boolean =>
  Object.hasOwn(row, name) && row[name] !== undefined && row[name] !== null;

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
