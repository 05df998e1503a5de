import type { Root, Yaml } from 'mdast';
import { type Document, isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument } from 'yaml';
import type { Requirements } from '../model/runbook.ts';
import type { DocumentText } from './document-text.ts';
import {
  type FrontmatterKey,
  type FrontmatterKind,
  frontmatterKeys,
  isFrontmatterKey,
} from './frontmatter-keys.ts';
import { isIdentifier } from './identifier.ts';
import type { Span } from './mapped-text.ts';
import { spanOfNode } from './mdast-places.ts';
import type { Report } from './problem.ts';
import { didYouMean } from './suggest.ts';

/** What the frontmatter says. */
export interface Frontmatter {
  /** It has a `runbook:` key. */
  readonly optedIn: boolean;
  /** The `runbook:` line's place; empty at the start of a document without one. */
  readonly span: Span;
  readonly title: string | null;
  readonly id: string | null;
  readonly requirements: Requirements;
}

type Values = Map<FrontmatterKey, string | readonly string[]>;

/** Reads the YAML at the top of a document. Keys of other tools are left alone. */
export function readFrontmatter(root: Root, document: DocumentText, report: Report): Frontmatter {
  const first = root.children[0];
  if (first?.type !== 'yaml') return describe(false, { start: 0, end: 0 }, null, new Map());
  const reader = new FrontmatterReader(document, first, report);
  return reader.read();
}

function describe(optedIn: boolean, span: Span, title: string | null, values: Values): Frontmatter {
  const text = (key: FrontmatterKey) => {
    const value = values.get(key);
    return typeof value === 'string' ? value : null;
  };
  const list = (key: FrontmatterKey) => {
    const value = values.get(key);
    return typeof value === 'object' ? value : [];
  };
  const requirements = {
    target: text('target'),
    host: text('host'),
    user: text('user'),
    cwd: text('cwd'),
    needs: list('needs'),
    secrets: list('secrets'),
    after: list('after'),
    inputs: [],
  };
  return { optedIn, span, title, id: text('id'), requirements };
}

/** Lives for one document: the YAML tree and where its text stands. */
class FrontmatterReader {
  readonly #document: DocumentText;
  readonly #report: Report;
  readonly #start: number;
  readonly #yaml: Document.Parsed;
  readonly #source: string;

  constructor(document: DocumentText, node: Yaml, report: Report) {
    const { start, end } = spanOfNode(node);
    const opening = /^[^\r\n]*(?:\r\n|\n|\r)?/.exec(document.text.slice(start, end))?.[0].length ?? 0;
    this.#document = document;
    this.#report = report;
    this.#start = start + opening;
    this.#source = document.text.slice(this.#start, end).replace(/(?:^|\r\n|\n|\r)---[ \t]*$/, '');
    this.#yaml = parseDocument(this.#source, { prettyErrors: false, logLevel: 'silent' });
  }

  read(): Frontmatter {
    for (const { pos, message } of this.#yaml.errors) {
      this.#report('frontmatter-syntax', this.#span(pos), `Unexpected YAML in the frontmatter: ${message}`);
    }
    if (this.#yaml.errors.length > 0) return this.#broken();
    const contents = this.#yaml.contents;
    const pairs = isMap(contents) ? contents.items : [];
    const named = (name: string) => pairs.find(({ key }) => isScalar(key) && key.value === name);
    const title = this.#resolve(named('title')?.value);
    const runbook = named('runbook');
    const span = this.#spanOf(runbook?.key);
    const values: Values = runbook === undefined ? new Map() : this.#readRunbook(runbook.value, span);
    return describe(runbook !== undefined, span, isScalar(title) ? textOf(title.value) : null, values);
  }

  /** Whether a document whose frontmatter can not be read has opted in is judged by its lines. */
  #broken(): Frontmatter {
    const key = /^runbook[ \t]*:/m.exec(this.#source);
    const span = key === null ? { start: 0, end: 0 } : this.#span([key.index, key.index + 'runbook'.length]);
    return describe(key !== null, span, null, new Map());
  }

  #readRunbook(value: unknown, at: Span): Values {
    const values: Values = new Map();
    const node = this.#resolve(value);
    if (isMap(node)) {
      for (const pair of node.items) this.#readKey(pair.key, pair.value, values);
      return values;
    }
    if (isScalar(node) && node.value === null) return values;
    if (isScalar(node) && node.type === 'PLAIN' && yesOrNo.test(String(node.value))) {
      const message = `Unexpected \`${node.value}\`, expected the id of the runbook, or no \`runbook:\` key at all`;
      this.#report('frontmatter-value', this.#spanOf(node, at), message);
      return values;
    }
    const id = this.#readValue('id', node, at);
    if (id !== null) values.set('id', id);
    return values;
  }

  #readKey(key: unknown, value: unknown, values: Values): void {
    const name = isScalar(key) ? String(key.value) : '';
    const span = this.#spanOf(key);
    if (!isFrontmatterKey(name)) {
      const hint =
        didYouMean(name, Object.keys(frontmatterKeys)) ||
        `, expected one of ${Object.keys(frontmatterKeys).join(', ')}`;
      this.#report('frontmatter-unknown', span, `Unexpected key \`${name}\` below \`runbook:\`${hint}`);
      return;
    }
    const kind = frontmatterKeys[name];
    if (kind === 'later') {
      const message = `\`${name}\` is not built yet; this version can not run the document with it`;
      this.#report('not-built-yet', span, message);
      return;
    }
    const read = this.#readValue(kind, this.#resolve(value), span);
    if (read !== null) values.set(name, read);
  }

  #readValue(
    kind: Exclude<FrontmatterKind, 'later'>,
    node: unknown,
    at: Span,
  ): string | readonly string[] | null {
    const check = checks[kind];
    if (!check.list) return this.#readText(node, at, check);
    if (isSeq(node))
      return node.items.flatMap((item) => this.#readText(this.#resolve(item), at, check) ?? []);
    this.#report(
      'frontmatter-value',
      this.#spanOf(node, at),
      `Unexpected value, expected a list of ${check.what}s`,
    );
    return null;
  }

  #readText(node: unknown, at: Span, check: Check): string | null {
    const text = isScalar(node) ? textOf(node.value, node.source) : null;
    if (text !== null && check.accepts.test(text) && (!check.identifier || isIdentifier(text))) return text;
    this.#report('frontmatter-value', this.#spanOf(node, at), `Unexpected value, expected a ${check.what}`);
    return null;
  }

  #resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#yaml) : node;
  }

  #spanOf(node: unknown, otherwise: Span = { start: this.#start, end: this.#start }): Span {
    const range = (node as ParsedNode | null | undefined)?.range;
    return range ? this.#span([range[0], range[1]]) : otherwise;
  }

  #span([start, end]: readonly [number, number]): Span {
    const limit = this.#document.text.length;
    return {
      start: Math.min(this.#start + start, limit),
      end: Math.min(this.#start + Math.max(start, end), limit),
    };
  }
}

/** Words that say whether rather than which; older YAML reads them so too. */
const yesOrNo = /^(?:y|n|yes|no|on|off|true|false)$/i;

interface Check {
  readonly what: string;
  readonly list: boolean;
  readonly identifier: boolean;
  readonly accepts: RegExp;
}

const checks: Readonly<Record<Exclude<FrontmatterKind, 'later'>, Check>> = {
  id: { what: 'name of letters and digits joined by - . or _', list: false, identifier: true, accepts: /./ },
  text: { what: 'text', list: false, identifier: false, accepts: /^(?=.*\S)[^\r\n]*$/ },
  commands: { what: 'command name', list: true, identifier: false, accepts: /^\S+$/ },
  variables: { what: 'variable name', list: true, identifier: false, accepts: /^[A-Za-z_]\w*$/ },
  ids: { what: 'runbook id', list: true, identifier: true, accepts: /./ },
};

/** A number stands for the characters it was written with: `id: 007`. */
function textOf(value: unknown, source?: string): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? (source ?? String(value)) : null;
}
