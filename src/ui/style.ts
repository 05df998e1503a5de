import { showCode, showOutput, showWords } from './visible-text.ts';

/** What a stretch of text is for; colour only underlines what glyphs and words already say. */
export type Tone = 'plain' | 'quiet' | 'strong' | 'good' | 'bad' | 'alert';

export interface Glyphs {
  readonly passed: string;
  readonly failed: string;
  readonly unknown: string;
  readonly skipped: string;
  readonly passedOver: string;
  readonly declined: string;
  readonly deviated: string;
  readonly gate: string;
  readonly running: string;
  readonly paused: string;
  readonly note: string;
  readonly again: string;
  /** The run goes into another document, and comes back. */
  readonly into: string;
  readonly back: string;
  /** Before what this tool says about a step, and before output. */
  readonly bar: string;
  /** Before what would run, and nothing else: a line of code cannot pass for one of ours. */
  readonly codeBar: string;
  /** Stands in a bar's place where a line goes on. */
  readonly continued: string;
  readonly dot: string;
  readonly dash: string;
  readonly ellipsis: string;
  readonly prompt: string;
}

/** How things are written on one terminal or pipe. */
export interface Style {
  readonly glyphs: Glyphs;
  paint(tone: Tone, text: string): string;
  /** A line of code or a value: everything in it, made visible. */
  code(line: string): string;
  /** A line of a program's output. */
  output(line: string): string;
  /** Words of people and documents, on one line. */
  words(text: string): string;
}

const unicodeGlyphs: Glyphs = {
  passed: '✓',
  failed: '✗',
  unknown: '?',
  skipped: '↷',
  passedOver: '–',
  declined: '⊘',
  deviated: '≈',
  gate: '■',
  running: '▸',
  paused: '‖',
  note: '✎',
  again: '↻',
  into: '→',
  back: '←',
  bar: '│',
  codeBar: '┃',
  continued: '↪',
  dot: '·',
  dash: '—',
  ellipsis: '…',
  prompt: '›',
};

const asciiGlyphs: Glyphs = {
  passed: '+',
  failed: 'x',
  unknown: '?',
  skipped: '>',
  passedOver: '-',
  declined: '/',
  deviated: '~',
  gate: '#',
  running: '.',
  paused: '=',
  note: '*',
  again: '@',
  into: '->',
  back: '<-',
  bar: ':',
  codeBar: '|',
  continued: '\\',
  dot: '-',
  dash: '--',
  ellipsis: '...',
  prompt: '>',
};

/** SGR parameters and what undoes them. */
const sgr: Readonly<Record<Exclude<Tone, 'plain'>, readonly [string, string]>> = {
  quiet: ['2', '22'],
  strong: ['1', '22'],
  good: ['32', '39'],
  bad: ['1;31', '22;39'],
  alert: ['1;33', '22;39'],
};

export function createStyle(options: { readonly colour: boolean; readonly unicode: boolean }): Style {
  const alphabet = { ascii: !options.unicode };
  return {
    glyphs: options.unicode ? unicodeGlyphs : asciiGlyphs,
    paint(tone, text) {
      if (!options.colour || tone === 'plain' || text === '') return text;
      const [on, off] = sgr[tone];
      return `\x1b[${on}m${text}\x1b[${off}m`;
    },
    code: (line) => showCode(line, alphabet),
    output: (line) => showOutput(line, alphabet),
    words: (text) => showWords(text, alphabet),
  };
}

/** The locale's encoding, by the rules of POSIX: the first of LC_ALL, LC_CTYPE and LANG that is not empty. */
export function speaksUtf8(env: Readonly<Record<string, string | undefined>>): boolean {
  return /utf-?8/i.test(env.LC_ALL || env.LC_CTYPE || env.LANG || '');
}
