import type { VFileMessage } from 'vfile-message';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { defaultSettings, type LintSettings } from '../lint/rule.ts';
import { didYouMean } from '../parse/suggest.ts';
import { type ConfigText, createConfigText, type Entry, nameOf, textOf } from './config-text.ts';
import { type ConfineConfig, readConfinement } from './read-confinement.ts';
import { readOwnCommands } from './read-own-commands.ts';
import { readSeverities } from './read-severities.ts';

/** What `runbook.config.yaml` says. */
export interface Config {
  /** Directories that hold runbooks, as written, relative to the project root; `null`: nothing was said. */
  readonly runbooks: readonly ConfiguredDirectory[] | null;
  /** `null`: nothing was said. */
  readonly confine: ConfineConfig | null;
  readonly settings: LintSettings;
  /** ShellCheck is asked about every block. */
  readonly shellCheck: boolean;
  readonly messages: readonly VFileMessage[];
}

export interface ConfiguredDirectory {
  readonly path: string;
  /** A message about this place in the file. */
  complain(reason: string): VFileMessage;
}

const known = ['runbooks', 'rules', 'commands', 'shellcheck', 'confine'];
const nothing: Config = {
  runbooks: null,
  confine: null,
  settings: defaultSettings,
  shellCheck: false,
  messages: [],
};

/** Reads the text of a configuration file; `file` is how messages name it. Never throws. */
export function readConfig(source: string, file: string): Config {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false });
  const text = createConfigText(file, counter);
  const messages = document.errors.map(({ pos, message }) => text.complain('config-syntax', pos, message));
  const { contents } = document;
  if (messages.length > 0 || contents === null || isEmpty(contents)) return { ...nothing, messages };
  if (!isMap(contents)) {
    const reason = 'Unexpected value, expected keys and values such as `runbooks: runbooks`';
    return { ...nothing, messages: [text.complain('config-value', contents, reason)] };
  }
  let config = nothing;
  for (const entry of contents.items as readonly Entry[]) {
    const { messages: more = [], ...read } = readKey(entry, config, text);
    messages.push(...more);
    config = { ...config, ...read };
  }
  return { ...config, messages };
}

function readKey(entry: Entry, { settings }: Config, text: ConfigText): Partial<Config> {
  const value = entry.value ?? entry.key;
  switch (nameOf(entry)) {
    case 'runbooks':
      return readDirectories(value, text);
    case 'rules': {
      const { severities, messages } = readSeverities(value, text);
      return { settings: { ...settings, severities }, messages };
    }
    case 'commands': {
      const { commands, messages } = readOwnCommands(value, text);
      return { settings: { ...settings, commands }, messages };
    }
    case 'shellcheck':
      return readShellCheck(value, text);
    case 'confine': {
      const read = readConfinement(value, (node, path) => directoryAt(node, path, text));
      if (!('reason' in read)) return { confine: read };
      return { messages: [text.complain('config-value', read.node, read.reason)] };
    }
    default:
      return { messages: [refuseKey(entry, text)] };
  }
}

function refuseKey(entry: Entry, { complain }: ConfigText): VFileMessage {
  const name = nameOf(entry);
  const hint = didYouMean(name, known);
  const reason = `Unexpected key \`${name}\`, expected one of ${known.join(', ')}${hint}`;
  return complain('config-unknown', entry.key, reason);
}

function readShellCheck(value: Node, { complain }: ConfigText): Partial<Config> {
  if (isScalar(value) && typeof value.value === 'boolean') return { shellCheck: value.value };
  const reason = 'Unexpected value of `shellcheck`, expected `true` or `false`';
  return { messages: [complain('config-value', value, reason)] };
}

function directoryAt(node: Node, path: string, { complain }: ConfigText): ConfiguredDirectory {
  return { path, complain: (reason) => complain('config-value', node, reason) };
}

function readDirectories(value: Node, text: ConfigText): Partial<Config> {
  const items = isSeq(value) ? (value.items as readonly Node[]) : [value];
  const directories = items.flatMap((item): readonly ConfiguredDirectory[] => {
    const path = isScalar(item) && textOf(item) !== null ? String(item.value) : null;
    if (path === null) return [];
    return [directoryAt(item, path, text)];
  });
  if (directories.length > 0 && directories.length === items.length) return { runbooks: directories };
  const reason = 'Unexpected value of `runbooks`, expected a directory or a list of directories';
  return { messages: [text.complain('config-value', value, reason)] };
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null;
}
