import { writeFileSync } from 'node:fs';
import { isPlainCode } from '../bash/calls/plain-code.ts';
import { type CommandSlice, splitCommands } from '../bash/calls/split-commands.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import { type BashSyntaxError, checkBashSyntax, readWithBash } from './bash-syntax.ts';

/** Splits code into commands, sure of it; or says why bash would not take the code. */
export interface Splitter {
  split(code: string): Promise<readonly CommandSlice[] | BashSyntaxError>;
}

/** What asking bash needs: its path, and a file this user alone can read. */
export interface SplitterOptions {
  readonly bash: string;
  readonly parser: BashParser;
  readonly scratch: () => string;
}

/** Texts whose answers are kept. */
const most = 256;

/** Remembers its answers: a polled or repeated block is asked about once. */
export function createSplitter(options: SplitterOptions): Splitter {
  const known = new Map<string, readonly CommandSlice[] | BashSyntaxError>();
  return {
    async split(code) {
      const answer = known.get(code) ?? (await confirm(options, code));
      if (known.size >= most) known.clear();
      known.set(code, answer);
      return answer;
    },
  };
}

async function confirm(options: SplitterOptions, code: string) {
  const slices = splitCommands(options.parser, code);
  if (isPlainCode(code)) return slices;
  const sound = !code.includes('\0') && !withTree(options.parser, code, (root) => root.hasError);
  if (sound && (await meansTheSame(options, slices))) return slices;
  const error = await checkBashSyntax(code, options.bash);
  if (error !== null) return error;
  const pieces = await gatherLines(options, code);
  if (await meansTheSame(options, pieces)) return pieces;
  return { line: 0, message: 'the block cannot be taken apart into commands' };
}

/** Without a tree to trust: each stretch of whole lines that bash accepts is a command. */
async function gatherLines(options: SplitterOptions, code: string): Promise<readonly CommandSlice[]> {
  const pieces: CommandSlice[] = [];
  let start = 0;
  let line = 0;
  for (let end = nextLine(code, 0); start < code.length; end = nextLine(code, end)) {
    const text = code.slice(start, end);
    if (end < code.length && (await checkBashSyntax(text, options.bash)) !== null) continue;
    pieces.push(pieceAt(options.parser, text, start, line));
    start = end;
    line += text.split('\n').length - 1;
  }
  return pieces;
}

function nextLine(code: string, from: number): number {
  const newline = code.indexOf('\n', from);
  return newline === -1 ? code.length : newline + 1;
}

/** Of several commands that cannot be told apart only the last one's status is known. */
function pieceAt(parser: BashParser, code: string, start: number, line: number): CommandSlice {
  const [only, ...more] = splitCommands(parser, code);
  const place = { code, start, end: start + code.length, line };
  if (only !== undefined && more.length === 0) return { ...only, ...place, textLine: line + only.textLine };
  return { ...place, text: code.trim(), textLine: line, check: 'status', andList: false };
}

/**
 * The syntax tree is silently wrong on some code (`time { a; }`, `coproc X { a; }`), so bash itself is asked to
 * print the code as it understands it, once whole and once with a marker after each slice. Every cut is
 * right when the two differ by the markers alone.
 */
async function meansTheSame(options: SplitterOptions, slices: readonly CommandSlice[]): Promise<boolean> {
  const file = options.scratch();
  for (const flags of [[], ['-O', 'extglob']]) {
    writeFileSync(file, printable(slices), { mode: 0o600 });
    const { exit, stdout, stderr } = await readWithBash(options.bash, ['--pretty-print', ...flags], file);
    if (exit === 0 && stderr === '') return isConfirmed(stdout, slices);
  }
  return false;
}

const border = ': runbook-border';
const mark = ': runbook-mark';

/** Written with blanks that bash's printing removes where it sees a command, and nowhere else. */
const written = (text: string) => text.replace(' ', '   ');

/**
 * The code three times: whole; with a marker in each cut that leaves the lines alone, which shows that the cuts lie
 * between commands; and with a marker on a line of its own in each cut, which shows, because bash prints the
 * commands of `( … )` on one line, that they lie in no group.
 */
function printable(slices: readonly CommandSlice[]): string {
  const whole = slices.map(({ code }) => code).join('');
  const onLines = slices.map(({ code }) => `${code}\n${written(mark)}\n`).join('');
  const inline = slices.map(({ code }, index) => {
    if (code.endsWith('\n')) return `${code}${written(mark)}\n`;
    return index === slices.length - 1 ? `${code}\n${written(mark)}\n` : `${code}${written(mark)}; `;
  });
  return [whole, inline.join(''), onLines].map((text) => `${text}\n${written(border)}\n`).join('');
}

function isConfirmed(printed: string, slices: readonly CommandSlice[]): boolean {
  const parts = printed.split(`${border}\n`);
  const [whole, inline, onLines] = parts;
  if (whole === undefined || inline === undefined || onLines === undefined || parts.length !== 4)
    return false;
  const unmarked = inline.replaceAll(inlineMark, '$1').replaceAll(markOnLine, '');
  const marks = onLines.split('\n').filter((line) => line === mark).length;
  return withoutBlankLines(unmarked) === withoutBlankLines(whole) && marks === slices.length;
}

const inlineMark = new RegExp(`(^|[;&] )${mark}; `, 'gm');
const markOnLine = new RegExp(`^${mark}\\n`, 'gm');

/** Bash prints an empty line after some compound commands, depending on what comes next. */
function withoutBlankLines(text: string): string {
  return text.replace(/\n\s*(?=\n)/g, '').trim();
}
