// The library that reads YAML also knows where things stand in JSON. It is large, and a configuration in JSON that is in
// order needs none of it, so it is loaded where it is first used.
const loadYaml = () => import('./yaml.ts');

/** ` line 3, column 5` for a place in a value; '' where it cannot be told. */
export type PlaceOf = (path: readonly PropertyKey[]) => string;

/** Where a text stops being JSON or YAML, and why. */
export interface Break {
  /** ` line 3, column 5`. */
  readonly place: string;
  readonly message: string;
}

/** The value of a text of YAML that has no break. */
export async function yamlValue(text: string): Promise<unknown> {
  const { parseDocument } = await loadYaml();
  return parseDocument(text).toJS();
}

/** Where a text stops being JSON or YAML; undefined also for what JSON alone refuses, such as a comment. */
export async function breakIn(text: string): Promise<Break | undefined> {
  const { LineCounter, parseDocument } = await loadYaml();
  const lines = new LineCounter();
  const [problem] = parseDocument(text, { lineCounter: lines, prettyErrors: false }).errors;
  if (problem === undefined) return undefined;
  return { place: lineAndColumn(lines.linePos(problem.pos[0])), message: problem.message };
}

/** Where things stand in a text of JSON or YAML: what is not there stands where it should be, in what holds it. */
export async function placesIn(text: string): Promise<PlaceOf> {
  const { isNode, LineCounter, parseDocument } = await loadYaml();
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  return (path) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lineAndColumn(lines.linePos(node.range[0]));
    }
    return '';
  };
}

const lineAndColumn = ({ line, col }: { readonly line: number; readonly col: number }): string =>
  ` line ${line}, column ${col}`;
