import { type CommandRow, keysNote, type OptionRow, option, repeatable, sandboxRows } from './command-row.ts';

/** How targets and their answers are chosen, for every command that sends prompts. */
export const promptingRows: readonly OptionRow[] = [
  repeatable('-t, --target <[name=]provider:model>', 'whom to ask; once for each column'),
  option('--system <text>', 'stands before the prompt'),
  option('--max-tokens <n>', 'longest answer, in tokens'),
  option('--temperature <t>', 'sampling temperature'),
  ...sandboxRows,
];

/** `x ask` and `x run`. */
export const askingCommands: readonly CommandRow[] = [
  {
    name: 'ask',
    description: 'ask every target one thing and stream the answers side by side',
    arguments: [['<prompt>', 'what to ask']],
    options: promptingRows,
    quiet: 'the answers alone, without the table',
    notes: keysNote,
    examples: [
      'x ask "Why is the sky blue?" -t openai:gpt-5-mini -t gemini:gemini-2.5-flash',
      'x ask "Why is the sky blue?" -t hf:meta-llama/Llama-3.1-8B-Instruct --max-tokens 200',
      'x ask "Write a haiku" -t small=openai:gpt-5-nano -t large=openai:gpt-5 --json',
      'x ask "Try it without any key" -t openai:gpt-5-mini -t gemini:gemini-2.5-flash --sandbox',
    ],
    load: async () => (await import('../commands/ask.ts')).ask,
  },
  {
    name: 'run',
    description: 'run one task with one model: summarise, translate, classify, transcribe, draw, speak …',
    arguments: [['<task>', 'such as summarization, text-to-image, embedding; x run tasks lists them']],
    options: [
      option('-t, --target <provider:model>', 'who does it'),
      option('--text <text>', 'the text'),
      option('--prompt <text>', 'the prompt'),
      option('--image <file>', 'an image file, or an https address'),
      option('--audio <file>', 'a sound file, or an https address'),
      option('--labels <a,b>', 'labels to choose from'),
      option('--question <text>', 'the question'),
      option('--context <text>', 'the text that holds the answer'),
      repeatable('--field <name=value>', 'any other field of the input, such as to=fr or size=512x512'),
      option('--input <file>', 'the input as a JSON object; - reads it from stdin'),
      repeatable('--set <key=value>', "a setting of the vendor's own, sent as given"),
      option('-o, --out <file>', 'keeps the images or the sound of the answer'),
      ...sandboxRows,
    ],
    quiet: 'the answer alone, without warnings and figures',
    notes: `A value of --set is JSON where it reads as JSON, else text. What --text and its like say stands over --input.
${keysNote}`,
    examples: [
      'x run tasks',
      'x run summarization -t hf:facebook/bart-large-cnn --text "A long text about the sea and its many fish."',
      'x run zero-shot-classification -t hf:facebook/bart-large-mnli --text "I want a refund" --labels billing,praise',
      'x run translation -t hf:google-t5/t5-small --text "Good morning" --field from=en --field to=fr',
      'x run text-to-image -t openai:gpt-image-1 --prompt "A red fox" --set quality=low --out fox.png',
      'x run automatic-speech-recognition -t hf:openai/whisper-large-v3 --audio talk.flac --json',
      'x run embedding -t gemini:gemini-embedding-001 --text "Hello" --sandbox',
    ],
    load: async () => (await import('../commands/run-task.ts')).runTask,
  },
];
