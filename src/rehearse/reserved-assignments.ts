import { baseName } from '../bash/calls/base-name.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import { withTree } from '../bash/tree/with-tree.ts';
import { unknownText, type Word } from '../bash/tree/word.ts';
import { assignedNames } from '../bash/variables/assigned-names.ts';

/** Variables that decide which programs run, or make code run that is written nowhere. */
const reserved =
  'PATH BASH_ENV BASH_CMDS BASH_LOADABLES_PATH LD_PRELOAD LD_LIBRARY_PATH LD_AUDIT NODE_OPTIONS PROMPT_COMMAND PS4';
export const reservedNames: ReadonlySet<string> = new Set(reserved.split(' '));
const names = reserved.replaceAll(' ', '|');
const assignment = new RegExp(`(?<![\\w$.{-])(${names})(?:\\[[^\\]]*\\])?\\+?=(?!=)`, 'g');
const otherAssignment = new RegExp(
  `\\$\\{(${names}):?=|\\b(?:for|select)\\s+(${names})\\b|\\$\\{!\\w+:?=|/dev/(?:tcp|udp)/`,
  'g',
);
const whole = new RegExp(`^(?:${names})$`);
const leading = new RegExp(`^(${names})(?:\\[.*\\])?\\+?=`);
const mentioned = new RegExp(`(?:^|=)(${names})(?:\\[.*\\])?(?:\\+?=|$)`);

/** Offset and reason of everything in the text of some code that sets such a variable or opens a connection. */
export function findReservedText(
  parser: BashParser,
  code: string,
): readonly { readonly offset: number; readonly reason: string }[] {
  const bare = withoutComments(parser, code);
  const found = [...bare.matchAll(assignment), ...bare.matchAll(otherAssignment)];
  return found
    .map(({ index, 0: text, 1: first, 2: second }) => ({
      offset: index,
      reason: explain(text, first ?? second),
    }))
    .sort((a, b) => a.offset - b.offset);
}

function explain(text: string, name: string | undefined): string {
  if (text.startsWith('/dev/')) return 'opens a network connection; a stand-in has to answer instead';
  return name === undefined ? unknownName : sets(name);
}

const unknownName = 'assigns to a variable whose name is known only when it runs';

function sets(name: string): string {
  if (name === 'PATH') return 'assigns to PATH; a rehearsal finds its stand-ins there and nothing else';
  return `assigns to ${name}, which decides what runs; a rehearsal does not allow it`;
}

/** Comments become blanks, so that offsets stay what they are. */
function withoutComments(parser: BashParser, code: string): string {
  return withTree(parser, code, (root) => {
    let text = code;
    for (const comment of root.descendantsOfType('comment')) {
      if (comment === null) continue;
      const { startIndex: start, endIndex: end } = comment;
      text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
    }
    return text;
  });
}

const declares = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);
const passesOn = new Set(['env', 'sudo', 'doas', 'exec', 'let']);
const takesNames = new Set(['read', 'mapfile', 'readarray', 'getopts', 'unset']);

/** Why a command sets such a variable through its words; `null`: it does not. */
export function reservedByWords({ words, outer }: ShellCommand): string | null {
  for (const each of [...outer, words]) {
    const reason = reservedBy(each);
    if (reason !== null) return reason;
  }
  return null;
}

function reservedBy(words: readonly Word[]): string | null {
  const name = baseName(words[0]) ?? '';
  const rest = words.slice(1).map(({ shape }) => shape);
  if (passesOn.has(name)) return setsIn(rest, leading);
  if (declares.has(name)) {
    // `export PATH` alone changes nothing.
    const harmless = name === 'export' && !rest.some((shape) => /^-.*n/.test(shape));
    const plain = rest.filter((shape) => !(harmless && whole.test(shape)));
    return setsIn(plain, mentioned) ?? (plain.some(hidesName) ? unknownName : null);
  }
  if (takesNames.has(name) || (name === 'printf' && rest[0] === '-v')) {
    const known = assignedNames(words).find((each) => whole.test(each));
    if (known !== undefined) return sets(known);
    const targets = name === 'printf' ? rest.slice(1, 2) : rest;
    return setsIn(targets, mentioned) ?? (targets.some(hidesTarget(name)) ? unknownName : null);
  }
  return null;
}

function setsIn(shapes: readonly string[], pattern: RegExp): string | null {
  const name = shapes.map((shape) => pattern.exec(shape)?.[1]).find((each) => each !== undefined);
  return name === undefined ? null : sets(name);
}

/** What stands before the `=` is not known. */
function hidesName(shape: string): boolean {
  return (shape.split('=', 1)[0] ?? '').includes(unknownText);
}

/** Option values of `read` and the like may be anything; the names come bare. */
function hidesTarget(name: string): (shape: string) => boolean {
  return (shape) =>
    shape === unknownText ||
    (name === 'unset' && shape.includes(unknownText)) ||
    shape.startsWith(`${unknownText}[`);
}
