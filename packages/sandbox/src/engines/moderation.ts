import { stems } from '../text/words.ts';

/** The categories of OpenAI's moderation. */
const moderationCategories = [
  'harassment',
  'harassment/threatening',
  'hate',
  'hate/threatening',
  'illicit',
  'illicit/violent',
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'sexual/minors',
  'violence',
  'violence/graphic',
] as const;

/** A category of OpenAI's moderation. */
export type ModerationCategory = (typeof moderationCategories)[number];

/** Words that give a text away, as stems. A small list: enough to tell a threat from a recipe. */
const wordLists = {
  insult: 'idiot stupid moron loser dumb pathet',
  threat: 'kill murder shoot stab beat hurt destroi attack',
  group: 'hate vermin subhuman infest deport',
  crime: 'bomb explos steal hack launder counterfeit poison drug',
  selfHarm: 'suicid overdos selfharm',
  method: 'how method wai instruct step',
  intent: 'myself mine i',
  sex: 'sex sexual porn nude erot',
  child: 'child minor underag teen kid',
  gore: 'blood gore behead dismemb corps',
} as const;

type WordList = keyof typeof wordLists;

/** The lists of which a text needs a word each to be of a category. */
const needed: Readonly<Record<ModerationCategory, readonly WordList[]>> = {
  harassment: ['insult'],
  'harassment/threatening': ['insult', 'threat'],
  hate: ['group'],
  'hate/threatening': ['group', 'threat'],
  illicit: ['crime'],
  'illicit/violent': ['crime', 'threat'],
  'self-harm': ['selfHarm'],
  'self-harm/instructions': ['selfHarm', 'method'],
  'self-harm/intent': ['selfHarm', 'intent'],
  sexual: ['sex'],
  'sexual/minors': ['sex', 'child'],
  violence: ['threat'],
  'violence/graphic': ['threat', 'gore'],
};

const baseline = 0.0001;
/** What is left of the doubt after each word that gives a text away. */
const doubt = 0.25;

/** How surely a text is of each category, from 0 to 1, by words alone: 0.75 for one word, more for several. */
export function moderate(text: string): ReadonlyMap<ModerationCategory, number> {
  const said = new Set([...stems(text), ...text.toLowerCase().split(/[^\p{L}]+/u)]);
  return new Map(moderationCategories.map((category) => [category, scoreOf(category, said)]));
}

function scoreOf(category: ModerationCategory, said: ReadonlySet<string>): number {
  const found = needed[category].map((list) => wordLists[list].split(' ').filter((word) => said.has(word)).length);
  const least = Math.min(...found);
  return least === 0 ? baseline : 1 - doubt ** least;
}
