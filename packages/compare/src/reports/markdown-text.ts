/** What Markdown, or the HTML within it, would read as more than text. */
const meaningful = /[\\`*_{}[\]()#+\-.!|<>~&$:@=^]/g;
const invisible = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;
/** Signs that mean something only where a line begins, or with others of their kind, and would make prose hard to read. */
const harmless = /[-.!:()+=@$]/;

/**
 * A text on one line of Markdown that nothing in it can leave: no link, no image, no HTML, no table cell, no heading.
 * What names and messages say was written by others.
 */
export function markdownText(text: string): string {
  const line = text.replace(invisible, ' ').trim();
  const escaped = line.replace(meaningful, (sign) => (harmless.test(sign) ? sign : escapedSign(sign)));
  // A line could begin with what makes a list, a heading or a rule of it; and an address would become a link.
  return escaped
    .replace(/^([-+.!=]|\d+[.)])/, '\\$1')
    .replaceAll('://', ':\u200B//')
    .replace(/\bwww\./gi, 'www\u200B.');
}

const escapedSign = (sign: string): string => {
  if (sign === '<') return '&lt;';
  if (sign === '>') return '&gt;';
  if (sign === '&') return '&amp;';
  return `\\${sign}`;
};

/**
 * A table, its columns as wide as their widest cell, so that it can be read as it stands. Cells are taken as they are:
 * what is untrusted in them must have been escaped.
 */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, place) =>
    Math.max(...[title, ...rows.map((row) => row[place] ?? '')].map(lengthOf), 3),
  );
  const line = (cells: readonly string[], filler: string): string =>
    `| ${widths.map((width, place) => padded(cells[place] ?? '', width, filler)).join(' | ')} |`;
  return [line(head, ' '), line([], '-'), ...rows.map((row) => line(row, ' '))].join('\n');
}

const lengthOf = (text: string): number => [...text].length;

const padded = (text: string, width: number, filler: string): string => text + filler.repeat(width - lengthOf(text));
