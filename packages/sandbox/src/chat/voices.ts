import type { Vendor } from '../settings.ts';

/** A place in an essay that a template fills. */
export type VoicePart = 'opening' | 'middle' | 'closing';

/**
 * How each vendor's stand-in talks, so that columns that are set side by side differ. In braces: `model`, `echo` (the
 * beginning of the prompt), `first` (or `First`), `second`, `third` (its topics) and `media` (a remark on attachments).
 */
export const voices: Readonly<Record<Vendor, Readonly<Record<VoicePart, readonly string[]>>>> = {
  openai: {
    opening: [
      'You asked: “{echo}”.{media}',
      'Short answer to “{echo}”:{media}',
      'Sure: {first}, {second}.{media}',
      'About {first}, in brief.{media}',
    ],
    middle: [
      'Start with {first}; {second} follows from it, and {third} only matters at the edges.',
      'Three points: {first} sets the frame, {second} decides the outcome, {third} is a matter of taste.',
      'The short version is that {first} and {second} belong together, while {third} can wait.',
    ],
    closing: [
      'Say the word and {model} will expand on {second}.',
      'Set a real key to read what {model} itself would say.',
      'If you need one thing to remember: {first} first.',
    ],
  },
  gemini: {
    opening: [
      'Let us look at {first} step by step.{media}',
      'Here is an overview of {first} and {second}.{media}',
      'Your question was “{echo}”.{media}',
      'Good question. I will take {first} apart.{media}',
    ],
    middle: [
      'Step one is {first}. Step two is {second}. Step three, which is often forgotten, is {third}.',
      'On the one hand there is {first}; on the other there are {second} and {third}, and they pull in two directions.',
      'Most of it comes down to {first}. The rest is {second}, with a little {third}.',
      'What makes {first} interesting is how it depends on {second}; with {third} the picture is complete.',
    ],
    closing: [
      'Would you like {model} to compare {first} with {second}?',
      'With a real key, {model} answers here instead.',
      'In summary: {first}, then {second}, then {third}.',
    ],
  },
  hf: {
    opening: ['{model} here.{media}', 'Reading “{echo}” …{media}', 'Open weights, open answer: {first}.{media}'],
    middle: [
      '{First} is the heart of it, with {second} close by and {third} further off.',
      'First {first}. Then {second}. Then, maybe, {third}.',
      'People who ask about {first} usually mean {second}, and sometimes {third}.',
      'I would put {first} before {second} and {second} before {third}.',
    ],
    closing: [
      'Run {model} behind a real token to hear more.',
      'That is all this small stand-in for {model} knows.',
      'Ask again with other words and {model} will answer otherwise.',
    ],
  },
};
