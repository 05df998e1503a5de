/** A runbook of the project. */
export interface KnownRunbook {
  /** From its frontmatter; `null`: it has none. */
  readonly id: string | null;
  /** As shown: relative to the project root, with `/`. */
  readonly file: string;
  /** Names of runbooks that come before it. */
  readonly after: readonly string[];
}

/** What a name stands for among the runbooks of the project; `nearest` holds names it may be a slip of. */
export type Named =
  | { readonly type: 'found'; readonly runbook: KnownRunbook }
  | { readonly type: 'ambiguous' }
  | { readonly type: 'unknown'; readonly nearest: readonly string[] };

export interface KnownFile {
  readonly type: 'file' | 'directory';
  readonly executable: boolean;
}

/** The files around a document, for rules about what it refers to. Paths are relative to the project root, with `/`. */
export interface Repository {
  /** All runbooks, sorted by file. */
  readonly runbooks: readonly KnownRunbook[];
  find(name: string): Named;
  /** The runbook at that path; `null`: it is none of them. */
  at(file: string): KnownRunbook | null;
  /** The runbooks that have that id; a link to one of them is not counted. */
  withId(id: string): readonly KnownRunbook[];
  /** `null`: there is nothing. A path that leads out of the project is not looked at and gives `'outside'`. */
  look(path: string): KnownFile | 'outside' | null;
  /** The beginning of a file, at least the first 4000 characters; `null` where it cannot be read or is too large. */
  read(path: string): string | null;
  /** Slugs of the headings of a Markdown file and the anchors it names; `null` where it cannot be read or is too large. */
  anchors(path: string): ReadonlySet<string> | null;
}
