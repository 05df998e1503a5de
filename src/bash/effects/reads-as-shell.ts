import { baseName } from '../calls/base-name.ts';
import { builtins } from '../calls/builtins.ts';
import { carriers } from '../calls/carriers.ts';
import { readCommands } from '../calls/read-commands.ts';
import type { BashParser } from '../tree/bash-parser.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import { withTree } from '../tree/with-tree.ts';
import { findTool } from './known-commands.ts';

const carrierNames = new Set(carriers.flatMap(({ names }) => names.split(' ')));

/** Names of commands that are words of English too: alone they prove nothing. */
const everyday = new Set(
  (
    'at batch bind break build command continue cut date echo enable env exec exit export fc file find fold free ' +
    'go head help history host http https init install jobs join kill last less let link local look mail make more mount ' +
    'node paste patch ping printf pr read readonly return script select service set shift snap sort source split start ' +
    'stat state stop strings suspend tail tee test time timeout times top touch trap true false type unlink unset up ' +
    'uniq wait watch which who write yes vault w expect ip'
  ).split(' '),
);

/** Whether text reads as shell code to a person: it parses, and every command of it is known to be one. */
export function readsAsShell(parser: BashParser, text: string): boolean {
  const code = withoutPrompts(text);
  if (code.trim() === '' || code.length > 20_000 || readsAsProse(code)) return false;
  if (withTree(parser, code, (root) => root.hasError)) return false;
  const commands = readCommands(parser, code).filter(({ words }) => words.length > 0);
  return commands.length > 0 && commands.every(isKnown) && commands.some(isPlain);
}

/** Of a session, what was typed; it begins with a prompt. */
function withoutPrompts(text: string): string {
  const lines = text.split('\n');
  if (!/^\s*\$ /.test(lines.find((line) => !/^\s*(?:#|$)/.test(line)) ?? '')) return text;
  const typed = lines.filter((line) => /^\s*\$ /.test(line));
  return typed.length === 0 ? text : typed.map((line) => line.replace(/^\s*\$ /, '')).join('\n');
}

function readsAsProse(code: string): boolean {
  return /\b(?:the|is|are|was|this|that|you|your|should|must|will|please)\b/i.test(
    code.replace(/#.*$|'[^']*'|"(?:\\.|[^"\\])*"/gm, ''),
  );
}

function isKnown({ words }: ShellCommand): boolean {
  const [word] = words;
  const name = baseName(word);
  if (word === undefined || name === null) return false;
  return (
    /^\.{1,2}\/[\w./-]+$/.test(word.shape) ||
    builtins.has(name) ||
    carrierNames.has(name) ||
    findTool(name) !== null
  );
}

/** A command that hardly anything but shell begins with, or that has what only commands have. */
function isPlain({ words, source }: ShellCommand): boolean {
  const name = baseName(words[0]) ?? '';
  if (name.length < 2 || words.length < 2) return /^\.{1,2}\//.test(words[0]?.shape ?? '');
  return !everyday.has(name) || /(?:^|\s)-{1,2}[A-Za-z]|[|<>$]|\s\/\w|=/.test(source);
}
