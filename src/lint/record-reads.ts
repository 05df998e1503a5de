import type { Repository } from './repository.ts';

/** Something outside a document that what is said about it depends on. */
export interface Read {
  /**
   * `runbooks`: which there are, with their ids and order. `id`, `runbook`: those of that id, the one at that path.
   * `look`: what a path is. `text`: what a file holds. `command`: whether a word is one. `document`: a document that
   * is included, by its absolute path.
   */
  readonly type: 'runbooks' | 'id' | 'runbook' | 'look' | 'text' | 'command' | 'document';
  readonly what: string;
}

/** The repository, with note taken of everything that is asked of it. */
export function recordReads(repository: Repository, note: (read: Read) => void): Repository {
  return {
    get runbooks() {
      note({ type: 'runbooks', what: '' });
      return repository.runbooks;
    },
    find(name) {
      note({ type: 'runbooks', what: '' });
      return repository.find(name);
    },
    at(file) {
      note({ type: 'runbook', what: file });
      return repository.at(file);
    },
    withId(id) {
      note({ type: 'id', what: id });
      return repository.withId(id);
    },
    look(path) {
      note({ type: 'look', what: path });
      return repository.look(path);
    },
    read(path) {
      note({ type: 'text', what: path });
      return repository.read(path);
    },
    anchors(path) {
      note({ type: 'text', what: path });
      return repository.anchors(path);
    },
  };
}

/** Reads, each once, in the order of their first time. */
export class Reads {
  readonly #reads = new Map<string, Read>();

  readonly note = (read: Read): void => {
    this.#reads.set(`${read.type} ${read.what}`, read);
  };

  list(): readonly Read[] {
    return [...this.#reads.values()];
  }
}
