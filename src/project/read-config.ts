import { VFileMessage } from 'vfile-message';
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import { didYouMean } from '../parse/suggest.ts';

/** What `runbook.config.yaml` says. */
export interface Config {
  /** Directories that hold runbooks, as written, relative to the project root; `null`: nothing was said. */
  readonly runbooks: readonly ConfiguredDirectory[] | null;
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

const known = ['runbooks'];
const planned = ['rules', 'commands', 'confine'];

/** Reads the text of a configuration file; `file` is how messages name it. Never throws. */
export function readConfig(text: string, file: string): Config {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const complain = complainAbout(file, counter);
  const messages = document.errors.map(({ pos, message }) => complain('config-syntax', pos, message));
  const { contents } = document;
  if (messages.length > 0 || contents === null || isEmpty(contents)) return { runbooks: null, messages };
  if (!isMap(contents)) {
    const reason = 'Unexpected value, expected keys and values such as `runbooks: runbooks`';
    return { runbooks: null, messages: [complain('config-value', rangeOf(contents), reason)] };
  }
  return readKeys(contents.items as readonly Pair<Node, Node | null>[], complain);
}

function readKeys(pairs: readonly Pair<Node, Node | null>[], complain: Complain): Config {
  const messages: VFileMessage[] = [];
  let runbooks: readonly ConfiguredDirectory[] | null = null;
  for (const { key, value } of pairs) {
    const name = isScalar(key) ? String(key.value) : key.toString();
    if (name !== 'runbooks') {
      messages.push(refuseKey(name, rangeOf(key), complain));
      continue;
    }
    const read = readDirectories(value ?? key, complain);
    if (read instanceof VFileMessage) messages.push(read);
    else runbooks = read;
  }
  return { runbooks, messages };
}

function refuseKey(name: string, range: Range, complain: Complain): VFileMessage {
  if (planned.includes(name)) {
    return complain('not-built-yet', range, `Unexpected \`${name}\`, which this version can not act on yet`);
  }
  const hint = didYouMean(name, [...known, ...planned]);
  return complain('config-unknown', range, `Unexpected key \`${name}\`, expected \`runbooks\`${hint}`);
}

function readDirectories(value: Node, complain: Complain): readonly ConfiguredDirectory[] | VFileMessage {
  const items = isSeq(value) ? (value.items as readonly Node[]) : [value];
  const directories: ConfiguredDirectory[] = [];
  for (const item of items) {
    const path = isScalar(item) ? item.value : null;
    if (typeof path !== 'string' || path.trim() === '') break;
    directories.push({ path, complain: (reason) => complain('config-value', rangeOf(item), reason) });
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
