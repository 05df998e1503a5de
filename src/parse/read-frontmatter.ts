import type { Root, Yaml } from 'mdast';
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Input } from '../model/input.ts';
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
import { readInputs } from './read-inputs.ts';
import { didYouMean } from './suggest.ts';
import { textOf, YamlText } from './yaml-text.ts';

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
  if (first?.type !== 'yaml') return describe(false, { start: 0, end: 0 }, null, new Map(), []);
  const reader = new FrontmatterReader(document, first, report);
  return reader.read();
}

function describe(
  optedIn: boolean,
  span: Span,
  title: string | null,
  values: Values,
  inputs: readonly Input[],
): Frontmatter {
  const text = (key: FrontmatterKey) => {
    const value = values.get(key);
    return typeof value === 'string' ? value : null;
  };
  const list = (key: FrontmatterKey) => {
    const value = values.get(key);
    return typeof value === 'object' ? value : [];
  };
  const secretInputs = inputs.filter(({ secret }) => secret).map(({ name }) => name);
  const requirements = {
    target: text('target'),
    host: text('host'),
    user: text('user'),
    cwd: text('cwd'),
    needs: list('needs'),
    secrets: [...new Set([...list('secrets'), ...secretInputs])],
    after: list('after'),
    inputs,
  };
  return { optedIn, span, title, id: text('id'), requirements };
}

/** Lives for one document: the YAML tree and where its text stands. */
class FrontmatterReader {
  readonly #document: DocumentText;
  readonly #text: YamlText;
  readonly #report: Report;
  readonly #yaml: Document.Parsed;
  readonly #source: string;

  constructor(document: DocumentText, node: Yaml, report: Report) {
    const { start, end } = spanOfNode(node);
    const opening = /^[^\r\n]*(?:\r\n|\n|\r)?/.exec(document.text.slice(start, end))?.[0].length ?? 0;
    this.#document = document;
    this.#report = report;
    this.#source = document.text.slice(start + opening, end).replace(/(?:^|\r\n|\n|\r)---[ \t]*$/, '');
    this.#yaml = parseDocument(this.#source, { prettyErrors: false, logLevel: 'silent' });
    this.#text = new YamlText(document, this.#yaml, start + opening);
  }

  read(): Frontmatter {
    for (const { pos, message } of this.#yaml.errors) {
      this.#report(
        'frontmatter-syntax',
        this.#text.span(pos),
        `Unexpected YAML in the frontmatter: ${message}`,
      );
    }
    if (this.#yaml.errors.length > 0) return this.#broken();
    const contents = this.#yaml.contents;
    const pairs = isMap(contents) ? contents.items : [];
    const named = (name: string) => pairs.find(({ key }) => isScalar(key) && key.value === name);
    const title = this.#text.resolve(named('title')?.value);
    const runbook = named('runbook');
    const span = this.#text.spanOf(runbook?.key);
    const values: Values = runbook === undefined ? new Map() : this.#readRunbook(runbook.value, span);
    if (runbook !== undefined) for (const { key } of pairs) this.#reportMisplaced(key);
    const inputs = this.#readInputs(runbook?.value, values);
    return describe(
      runbook !== undefined,
      span,
      isScalar(title) ? textOf(title.value) : null,
      values,
      inputs,
    );
  }

  /** Nothing would be asked for, redacted or refused. An `id` beside it belongs to other tools as often as not. */
  #reportMisplaced(key: unknown): void {
    const name = isScalar(key) ? String(key.value) : '';
    if (name === 'id' || !isFrontmatterKey(name)) return;
    const message = `Unexpected \`${name}\` beside \`runbook:\`, where nothing reads it; expected it below, beside an \`id:\``;
    this.#report('frontmatter-misplaced', this.#text.spanOf(key), message);
  }

  /** Whether a document whose frontmatter can not be read has opted in is judged by its lines. */
  #broken(): Frontmatter {
    const key = /^runbook[ \t]*:/m.exec(this.#source);
    const span =
      key === null ? { start: 0, end: 0 } : this.#text.span([key.index, key.index + 'runbook'.length]);
    return describe(key !== null, span, null, new Map(), []);
  }

  #readRunbook(value: unknown, at: Span): Values {
    const values: Values = new Map();
    const node = this.#text.resolve(value);
    if (isMap(node)) {
      for (const pair of node.items) this.#readKey(pair.key, pair.value, values);
      return values;
    }
    if (isScalar(node) && node.value === null) return values;
    if (isScalar(node) && node.type === 'PLAIN' && yesOrNo.test(String(node.value))) {
      const message = `Unexpected \`${node.value}\`, expected the id of the runbook, or no \`runbook:\` key at all`;
      this.#report('frontmatter-value', this.#text.spanOf(node, at), message);
      return values;
    }
    const id = this.#readValue('id', node, at);
    if (id !== null) values.set('id', id);
    return values;
  }

  /** Read last, when it is known what the document declares secret. */
  #readInputs(runbook: unknown, values: Values): readonly Input[] {
    const node = this.#text.resolve(runbook);
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === 'inputs')
      : undefined;
    if (pair === undefined) return [];
    const secrets = values.get('secrets') ?? [];
    const context = { yaml: this.#text, document: this.#document, report: this.#report };
    return readInputs(
      pair.value,
      this.#text.spanOf(pair.key),
      typeof secrets === 'string' ? [] : secrets,
      context,
    );
  }

  #readKey(key: unknown, value: unknown, values: Values): void {
    const name = isScalar(key) ? String(key.value) : '';
    const span = this.#text.spanOf(key);
    if (!isFrontmatterKey(name)) {
      const hint =
        didYouMean(name, Object.keys(frontmatterKeys)) ||
        `, expected one of ${Object.keys(frontmatterKeys).join(', ')}`;
      this.#report('frontmatter-unknown', span, `Unexpected key \`${name}\` below \`runbook:\`${hint}`);
      return;
    }
    const kind = frontmatterKeys[name];
    if (kind === 'inputs') return;
    const read = this.#readValue(kind, this.#text.resolve(value), span);
    if (read !== null) values.set(name, read);
  }

  #readValue(
    kind: Exclude<FrontmatterKind, 'inputs'>,
    node: unknown,
    at: Span,
  ): string | readonly string[] | null {
    const check = checks[kind];
    if (!check.list) return this.#readText(node, at, check);
    if (isSeq(node))
      return node.items.flatMap((item) => this.#readText(this.#text.resolve(item), at, check) ?? []);
    this.#report(
      'frontmatter-value',
      this.#text.spanOf(node, at),
      `Unexpected value, expected a list of ${check.what}s`,
    );
    return null;
  }

  #readText(node: unknown, at: Span, check: Check): string | null {
    const text = isScalar(node) ? textOf(node.value, node.source) : null;
    if (text !== null && check.accepts.test(text) && (!check.identifier || isIdentifier(text))) return text;
    this.#report(
      'frontmatter-value',
      this.#text.spanOf(node, at),
      `Unexpected value, expected a ${check.what}`,
    );
    return null;
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

const checks: Readonly<Record<Exclude<FrontmatterKind, 'inputs'>, Check>> = {
  id: { what: 'name of letters and digits joined by - . or _', list: false, identifier: true, accepts: /./ },
  text: { what: 'text', list: false, identifier: false, accepts: /^(?=.*\S)[^\r\n]*$/ },
  commands: { what: 'command name', list: true, identifier: false, accepts: /^\S+$/ },
  variables: { what: 'variable name', list: true, identifier: false, accepts: /^[A-Za-z_]\w*$/ },
  ids: { what: 'runbook id', list: true, identifier: true, accepts: /./ },
};
