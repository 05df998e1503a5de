import { parse } from 'yaml';
import type { KnownRunbook } from '../lint/repository.ts';

/** What the frontmatter of a runbook says of its place among others. */
export type RunbookHead = Pick<KnownRunbook, 'id' | 'after'>;

const frontmatter = /^\uFEFF?---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)??---[ \t]*(?:\r?\n|$)/;

/**
 * The id that a document's frontmatter gives it (`runbook: phase-00`, or `id:` below `runbook:`), `null` when
 * there is none. Looks at nothing else, so that many files can be listed without parsing Markdown.
 */
export function readId(text: string): string | null {
  const runbook = readKey(text);
  const id = typeof runbook === 'string' ? runbook : property(runbook, 'id');
  return typeof id === 'string' && id !== '' ? id : null;
}

/** `head` is the beginning of its text. */
export function readRunbookHead(head: string): RunbookHead {
  return { id: readId(head), after: readAfter(head) };
}

/** The names of the runbooks that `after:` says come before a document. */
function readAfter(text: string): readonly string[] {
  const after = property(readKey(text, 'after'), 'after');
  const names = Array.isArray(after) ? after : [after];
  return names.filter((name): name is string => typeof name === 'string' && name !== '');
}

/** What stands below `runbook:`, where the frontmatter holds the word that is looked for at all. */
function readKey(text: string, word = 'runbook'): unknown {
  const yaml = frontmatter.exec(text)?.[1];
  return yaml?.includes('runbook') && yaml.includes(word) ? property(parseYaml(yaml), 'runbook') : undefined;
}

function property(value: unknown, key: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isObject ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** Broken frontmatter is reported where the document is parsed. */
function parseYaml(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'silent' });
  } catch {
    return null;
  }
}
