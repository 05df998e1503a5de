import { findCommands } from '../calls/commands.ts';
import { addScript, noScripts, type ReadScripts, type Script } from '../calls/script.ts';
import type { BashParser } from '../tree/bash-parser.ts';
import type { ShellCommand } from '../tree/shell-command.ts';
import type { Judgement } from './known-tool.ts';
import { judgeOwn, type OwnCommand } from './own-commands.ts';
import { worstOf } from './severity.ts';
import { shorten } from './shorten.ts';

type Judge = (command: ShellCommand) => readonly Judgement[];

/** How many scripts are read on behalf of one command. */
const mostScripts = 64;

/**
 * Judges commands by what the shell scripts that they run hold, and the scripts that those run: the worst of it, with
 * its line. `judge` judges one command by itself. Nothing is said of a script that the project says only reads.
 */
export function scriptJudge(
  parser: BashParser,
  own: readonly OwnCommand[],
  readScripts: ReadScripts,
  judge: Judge,
): Judge {
  if (readScripts === noScripts) return () => [];
  const isKnown = (command: ShellCommand) => judgeOwn(own, command).some(({ effect }) => effect === 'reads');
  const read: ReadScripts = (command, from) => (isKnown(command) ? [] : readScripts(command, from));
  return (command) => {
    const { live, unread } = follow(parser, read(command, null), read);
    const found = live.flatMap(({ inner, script, further }) => {
      // Of a script that was found it is known what it is, however it is named.
      const known = further.length === 0 ? inner : { ...inner, opaque: null };
      return judge(known).map((judgement) => placed(judgement, inner, script));
    });
    const worst = worstOf([...found, ...unread]);
    return worst === null ? [] : [{ ...worst, script: true }];
  };
}

function placed({ effect, why }: Judgement, { source, line }: ShellCommand, { file }: Script): Judgement {
  return { effect, why: `runs \`${shorten(source)}\` (${file}:${line + 1}), which ${why}` };
}

/** A command of a script, and the scripts that it runs in turn. */
interface Live {
  readonly inner: ShellCommand;
  readonly script: Script;
  readonly further: readonly Script[];
}

/**
 * Commands that run when some scripts do, in those that they run or source too; of functions, those that are called. And
 * what is to be said of those that are not looked into.
 */
function follow(
  parser: BashParser,
  first: readonly Script[],
  readScripts: ReadScripts,
): { readonly live: readonly Live[]; readonly unread: readonly Judgement[] } {
  const scripts = new Map(first.map((script) => [script.file, script]));
  const called = new Set<string | null>([null]);
  for (;;) {
    const before = called.size;
    const live = [...scripts.values()].flatMap((script) =>
      findCommands(parser, script.code)
        .filter(({ definedIn }) => called.has(definedIn))
        .map((inner) => ({ inner, script, further: readScripts(inner, script) })),
    );
    let more = false;
    for (const { inner, further } of live) {
      if (inner.words[0]?.literal) called.add(inner.words[0].literal);
      for (const next of further) more = addScript(scripts, next, mostScripts) || more;
    }
    // Each script is in the map once, so those that run each other come to an end.
    if (!more && called.size === before) return { live, unread: unreadAmong(scripts.values()) };
  }
}

/** What is not looked into may do anything. */
function unreadAmong(scripts: Iterable<Script>): readonly Judgement[] {
  return [...scripts].flatMap(({ file, unread }) =>
    unread === undefined ? [] : [{ effect: 'opaque' as const, why: `runs ${file}, which ${unread}` }],
  );
}
