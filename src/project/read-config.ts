import { VFileMessage } from 'vfile-message';
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { didYouMean } from '../parse/suggest.ts';
import { type ConfineConfig, readConfinement } from './read-confinement.ts';

/** What `runbook.config.yaml` says. */
export interface Config {
  /** Directories that hold runbooks, as written, relative to the project root; `null`: nothing was said. */
  readonly runbooks: readonly ConfiguredDirectory[] | null;
  /** `null`: nothing was said. */
  readonly confine: ConfineConfig | null;
  readonly messages: readonly VFileMessage[];
}

export interface ConfiguredDirectory {
  readonly path: string;
  /** A message about this place in the file. */
  complain(reason: string): VFileMessage;
}

type Rule = 'config-syntax' | 'config-unknown' | 'config-value' | 'not-built-yet';
type Range = readonly [start: number, end: number];
type Complain = (rule: Rule, range: Range, reason: string) => VFileMessage;

const known = ['runbooks', 'confine'];
const planned = ['rules', 'commands'];
const nothing = { runbooks: null, confine: null };

/** Reads the text of a configuration file; `file` is how messages name it. Never throws. */
export function readConfig(text: string, file: string): Config {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const complain = complainAbout(file, counter);
  const messages = document.errors.map(({ pos, message }) => complain('config-syntax', pos, message));
  const { contents } = document;
  if (messages.length > 0 || contents === null || isEmpty(contents)) return { ...nothing, messages };
  if (!isMap(contents)) {
    const reason = 'Unexpected value, expected keys and values such as `runbooks: runbooks`';
    return { ...nothing, messages: [complain('config-value', rangeOf(contents), reason)] };
  }
  return readKeys(contents.items as readonly Pair<Node, Node | null>[], complain);
}

function readKeys(pairs: readonly Pair<Node, Node | null>[], complain: Complain): Config {
  const messages: VFileMessage[] = [];
  let runbooks: readonly ConfiguredDirectory[] | null = null;
  let confine: ConfineConfig | null = null;
  for (const { key, value } of pairs) {
    const name = isScalar(key) ? String(key.value) : key.toString();
    if (name === 'runbooks') {
      const read = readDirectories(value ?? key, complain);
      if (read instanceof VFileMessage) messages.push(read);
      else runbooks = read;
    } else if (name === 'confine') {
      const read = readConfinement(value ?? key, (node, path) => directoryAt(node, path, complain));
      if ('reason' in read) messages.push(complain('config-value', rangeOf(read.node), read.reason));
      else confine = read;
    } else {
      messages.push(refuseKey(name, rangeOf(key), complain));
    }
  }
  return { runbooks, confine, messages };
}

function directoryAt(node: Node, path: string, complain: Complain): ConfiguredDirectory {
  return { path, complain: (reason) => complain('config-value', rangeOf(node), reason) };
}

function refuseKey(name: string, range: Range, complain: Complain): VFileMessage {
  if (planned.includes(name)) {
    return complain('not-built-yet', range, `Unexpected \`${name}\`, which this version can not act on yet`);
  }
  const hint = didYouMean(name, [...known, ...planned]);
  return complain(
    'config-unknown',
    range,
    `Unexpected key \`${name}\`, expected \`runbooks\` or \`confine\`${hint}`,
  );
}

function readDirectories(value: Node, complain: Complain): readonly ConfiguredDirectory[] | VFileMessage {
  const items = isSeq(value) ? (value.items as readonly Node[]) : [value];
  const directories: ConfiguredDirectory[] = [];
  for (const item of items) {
    const path = isScalar(item) ? item.value : null;
    if (typeof path !== 'string' || path.trim() === '') break;
    directories.push(directoryAt(item, path, complain));
  }
  if (directories.length > 0 && directories.length === items.length) return directories;
  return complain(
    'config-value',
    rangeOf(value),
    'Unexpected value of `runbooks`, expected a directory or a list of directories',
  );
}

function complainAbout(file: string, counter: LineCounter): Complain {
  const point = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col, offset };
  };
  return (rule, [start, end], reason) => {
    const place = { start: point(start), end: point(Math.max(start, end)) };
    const message = new VFileMessage(reason, { place, ruleId: rule, source: 'runbook' });
    message.fatal = true;
    message.file = file;
    return message;
  };
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

function rangeOf({ range }: Node): Range {
  return [range?.[0] ?? 0, range?.[1] ?? 0];
}
