import { resolve } from 'node:path';
import process from 'node:process';
import type { Plugin, Preset } from 'unified';
import { VFileMessage } from 'vfile-message';
import { listRules } from '../lint/registry.ts';
import { openWorkspace } from '../loading/open-workspace.ts';
import { messagesOf } from '../lsp/messages-of.ts';

/** What remark hands over of a file. */
interface LintedFile {
  readonly cwd: string;
  readonly path: string | undefined;
  readonly messages: VFileMessage[];
  toString(): string;
}

const texts = new Map<string, string>();
const { env, stdout, stderr } = process;
const workspace = openWorkspace(
  { cwd: process.cwd(), env, stdout, stderr },
  (path) => texts.get(path) ?? null,
);
let open = 0;

/** Reads a file once, whatever number of plugins ask. Executes nothing of it. */
const read = oncePerFile(async (file) => {
  const path = resolve(file.cwd, file.path ?? 'stdin.md');
  texts.set(path, file.toString());
  open += 1;
  try {
    return messagesOf(await workspace.load(path));
  } finally {
    texts.delete(path);
    open -= 1;
    // With `--watch`, files may be others the next time.
    if (open === 0) workspace.refresh();
  }
});

/** All rules. Their severities are those of `runbook.config.yaml`. */
const remarkLintRunbook: Plugin = function remarkLintRunbook() {
  return async (_tree, file) => {
    file.messages.push(...(await read(file)).map(copy));
  };
};

/** A remark-lint plugin for each rule, by its id; a plugin that stands beside the preset would say things twice. */
export const rules: Readonly<Record<string, Plugin>> = Object.fromEntries(
  listRules().map(({ id }) => [id, createPlugin(id)]),
);

function createPlugin(id: string): Plugin {
  return () => async (_tree, file) => {
    const found = await read(file);
    file.messages.push(...found.filter(({ ruleId }) => ruleId === id).map(copy));
  };
}

/** The same document may be read again, with the messages that it had. */
function copy(message: VFileMessage): VFileMessage {
  const { place, ruleId, source, fatal, fix, file } = message;
  const made = new VFileMessage(message.reason, { place, ruleId, source });
  return Object.assign(made, { fatal, file }, fix === undefined ? {} : { fix });
}

function oncePerFile<Value>(
  make: (file: LintedFile) => Promise<Value>,
): (file: LintedFile) => Promise<Value> {
  const known = new WeakMap<LintedFile, Promise<Value>>();
  return (file) => {
    const value = known.get(file) ?? make(file);
    known.set(file, value);
    return value;
  };
}

const preset: Preset = { plugins: [remarkLintRunbook] };

export default preset;
