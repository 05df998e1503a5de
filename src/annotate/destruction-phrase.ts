import { baseName } from '../bash/calls/base-name.ts';
import { findCommands } from '../bash/calls/commands.ts';
import { splitArguments } from '../bash/calls/options.ts';
import type { Effect } from '../bash/effects/effects.ts';
import { findTool } from '../bash/effects/known-commands.ts';
import type { BashParser } from '../bash/tree/bash-parser.ts';
import type { ShellCommand } from '../bash/tree/shell-command.ts';
import type { Word } from '../bash/tree/word.ts';
import { variablesRead } from '../bash/variables/reads.ts';
import { saysNothing } from '../lint/rules/phrase-without-target.ts';

const ownVerbs: Readonly<Record<string, string>> = {
  rm: 'remove',
  rmdir: 'remove',
  shred: 'shred',
  wipefs: 'wipe',
  lvremove: 'remove',
  vgremove: 'remove',
  pvremove: 'remove',
  dropdb: 'drop',
};

const verb =
  /^(destroy|delete|remove|release|kill|undefine|drop|purge|wipe|uninstall|terminate|rm|down|erase)(?:-(.+))?$/i;

/** A phrase to type that names what a command destroys: `destroy openstack`. `null`: it cannot be told from its words. */
export function phraseFor(bash: BashParser, code: string, effect: Effect): string | null {
  const commands = findCommands(bash, code).filter(
    ({ offset, carries, words }) => offset === effect.offset && !carries && words.length > 0,
  );
  const phrases = commands.map((command) => phraseOf(command, new Set(variablesRead(bash, code))));
  const [phrase = null] = phrases;
  if (phrases.length !== 1 || phrase === null) return null;
  return phrase.length > 60 || saysNothing(phrase) ? null : phrase;
}

function phraseOf({ words }: ShellCommand, read: ReadonlySet<string>): string | null {
  const name = baseName(words[0]);
  if (name === null) return null;
  const tool = findTool(name);
  const { operands } = splitArguments(words, tool ?? {});
  const own = name.startsWith('mkfs') ? 'format' : ownVerbs[name];
  if (own !== undefined) return join(own, null, operands, read);
  const at = operands.findIndex(({ literal }) => verb.test(literal ?? ''));
  const [, said = '', noun = null] = verb.exec(operands[at]?.literal ?? '') ?? [];
  if (at < 0) return null;
  const before = at > 0 ? (operands[at - 1]?.literal ?? null) : null;
  return join(
    said.toLowerCase() === 'rm' ? 'remove' : said.toLowerCase(),
    noun ?? before,
    kindless(operands.slice(at + 1)),
    read,
  );
}

/** `kubectl delete namespace web` names a kind before what it deletes. */
function kindless(operands: readonly Word[]): readonly Word[] {
  const [first, second] = operands;
  const isKind = /^(?:ns|namespaces?|pods?|po|deploy(?:ments?)?|nodes?|pvc|pv|svc|services?|secrets?|jobs?)$/;
  return second !== undefined && isKind.test(first?.literal ?? '') ? operands.slice(1) : operands;
}

/** One to three targets; a bare number says what it is a number of. */
function join(
  said: string,
  noun: string | null,
  targets: readonly Word[],
  read: ReadonlySet<string>,
): string | null {
  const names = targets.map((word) => nameOf(word, read));
  if (names.length === 0 || names.length > 3 || names.includes(null)) return null;
  const isNumber = names.every((name) => /^\d+$/.test(name ?? ''));
  return [said, ...(isNumber && noun !== null ? [noun] : []), ...names].join(' ');
}

/** What can be typed at a gate: a plain word, or a variable of the session that the gate can show. */
function nameOf({ text, literal }: Word, read: ReadonlySet<string>): string | null {
  if (literal !== null)
    return /^[\w./:@%+-]*[\w][\w./:@%+-]*$/.test(literal) && !literal.includes('<') ? literal : null;
  const name = /^"?\$(?:\{(\w+)\}|(\w+))"?$/.exec(text);
  const variable = name?.[1] ?? name?.[2] ?? '';
  return read.has(variable) ? `$${variable}` : null;
}
