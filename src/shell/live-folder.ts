import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize } from 'node:path';

/** Where a session keeps what it needs while it lives: named pipes, the running block's files. */
export class LiveFolder {
  readonly path: string;
  readonly #made = new Set<string>();
  #count = 0;

  /** Makes an empty folder, for this user alone; what an earlier session left there is removed. */
  constructor(path: string) {
    this.path = path;
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
    mkdirSync(this.names, { mode: 0o700 });
  }

  /** A path nobody has used before. */
  next(kind: string): string {
    this.#count += 1;
    return join(this.path, `${kind}-${this.#count}`);
  }

  /** Writes a file of bash, readable by this user alone; `latin1` for texts that are bytes. */
  write(kind: string, text: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
    const path = this.next(kind);
    writeFileSync(path, text, { mode: 0o600, encoding });
    return path;
  }

  /** The folder from which a block's file has the name that bash's messages shall show. */
  get names(): string {
    return join(this.path, 'names');
  }

  /** What bash is told to source for each block. */
  get envelope(): string {
    return join(this.path, 'block');
  }

  /** A document's path as it can be written in that folder: what messages and BASH_SOURCE will show. */
  nameOf(file: string): string {
    const inside = normalize(file);
    const name = isAbsolute(inside) || inside.startsWith('..') ? basename(inside) : inside;
    // Bash searches PATH for a name without a slash.
    return name.includes('/') && !name.startsWith('-') ? name : `./${name}`;
  }

  /** Where the file of such a name is; its folder exists. */
  pathOf(name: string): string {
    const path = join(this.names, name);
    const directory = dirname(path);
    if (!this.#made.has(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
    this.#made.add(directory);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
