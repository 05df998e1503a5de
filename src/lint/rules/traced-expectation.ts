import { splitArguments } from '../../bash/calls/options.ts';
import { splitCommands } from '../../bash/calls/split-commands.ts';
import type { BashParser } from '../../bash/tree/bash-parser.ts';
import type { ShellCommand } from '../../bash/tree/shell-command.ts';
import type { Claim } from '../../model/expectation.ts';
import type { BlockStep } from '../../model/runbook.ts';
import { lazily } from '../lazily.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * `set -x` and `set -v` repeat commands on stderr. A claim that looks there could be satisfied by the words of the
 * very command that found nothing.
 */
export const tracedExpectation: Rule = {
  id: 'traced-expectation',
  description: 'An expectation that the trace of `set -x` could satisfy.',
  severity: 'error',
  guardsPromise: true,
  disabling: 'refused',
  check({ blocks }, { bash }) {
    let traced = false;
    return blocks.flatMap((block) => {
      const traces = findTraces(bash, block);
      const seen = traced || traces.some(({ on }) => on);
      traced = traces.findLast(({ lasts }) => lasts)?.on ?? traced;
      return seen ? claimsOf(block.step).filter(mayBeTrace).map(complain) : [];
    });
  },
};

/** Something that begins or ends a trace: of the session from there on, or of a shell of its own. */
interface Trace {
  readonly on: boolean;
  readonly lasts: boolean;
}

function findTraces(bash: BashParser, { code, commands }: LintBlock): readonly Trace[] {
  // In a subshell or a function it ends with that, as far as can be told.
  const own = lazily(() => new Set(splitCommands(bash, code).map(({ text }) => text)));
  return commands().flatMap((command) => [
    ...(command.words[0]?.literal === 'set' ? setTrace(command, own().has(command.source)) : []),
    ...childTrace(command),
  ]);
}

function setTrace({ words, where }: ShellCommand, lasts: boolean): readonly Trace[] {
  if (where === 'remote') return [];
  return splitArguments(words, { valued: '-o +o' }).options.flatMap(({ name, value }) => {
    const named = /^[-+]o$/.test(name) && /^(?:xtrace|verbose)$/.test(value?.literal ?? '');
    return named || /^[-+][xv]$/.test(name) ? [{ on: name.startsWith('-'), lasts }] : [];
  });
}

function childTrace({ source, through }: ShellCommand): readonly Trace[] {
  const isShell = through.some((name) => /^(?:ba|da|k|z)?sh$/.test(name));
  return isShell && /\b(?:ba|da|k|z)?sh\s+(?:-\S+\s+)*-\w*[xv]/.test(source)
    ? [{ on: true, lasts: false }]
    : [];
}

function claimsOf({ expectation, segments, polling }: BlockStep): readonly Claim[] {
  const all = [expectation, polling?.abort ?? null, ...segments.map((segment) => segment.expectation)];
  return all.flatMap((each) => each?.claims ?? []);
}

function mayBeTrace({ stream, fact }: Claim): boolean {
  if (stream === 'stdout') return false;
  return fact.type === 'count' ? fact.count.min > 0 : /^(?:contains|only|number)$/.test(fact.type);
}

function complain({ text, source }: Claim): Finding {
  const bare = text.replace(/^stderr\s+/, '');
  return {
    reason: `Unexpected \`${text}\` where commands are traced: the trace repeats their words on stderr; expected \`stdout ${bare}\``,
    place: source.position,
  };
}
