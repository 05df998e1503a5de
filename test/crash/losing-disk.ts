import type * as fs from 'node:fs';
import { dirname } from 'node:path';
import { Random } from './random.ts';

/** What of a file, or of a folder, would be there if the machine went down now. */
interface Durable {
  /** Bytes; those of what was there before count as durable. */
  size: number;
  /** Its name is, because the folder that it stands in was synced since. */
  named: boolean;
  /** What stood under that name before; `null`: nothing did. */
  before: Uint8Array | null;
}

type Disk = Pick<
  typeof fs,
  'existsSync' | 'readFileSync' | 'renameSync' | 'rmSync' | 'statSync' | 'truncateSync' | 'writeFileSync'
>;

/** Knows what of a run's files was synced, and can lose the rest. */
export class LosingDisk {
  readonly #disk: Disk;
  readonly #known = new Map<string, Durable>();

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** A file is about to be opened, or a folder to be made. */
  opened(path: string): void {
    if (this.#known.has(path)) return;
    const isThere = this.#disk.existsSync(path);
    this.#known.set(path, { size: isThere ? this.#sizeOf(path) : 0, named: isThere, before: null });
  }

  /** Of a file its bytes, of a folder the names in it. */
  synced(path: string): void {
    const file = this.#known.get(path);
    if (file !== undefined) file.size = this.#sizeOf(path);
    for (const [other, known] of this.#known) {
      if (dirname(other) === path) Object.assign(known, { named: true, before: null });
    }
  }

  /** Renames a file. */
  renamed(from: string, to: string): void {
    const before = this.#disk.existsSync(to) ? this.#disk.readFileSync(to) : null;
    const size = this.#known.get(from)?.size ?? this.#sizeOf(from);
    this.#disk.renameSync(from, to);
    this.#known.delete(from);
    this.#known.set(to, { size, named: false, before });
  }

  /** The machine goes down. What was not synced may be there all the same: of each file the seed decides that alone. */
  lose(seed: number): void {
    const random = new Random(seed);
    for (const [path, { size, named, before }] of this.#known) {
      if (random.pick([true, false]) || !this.#disk.existsSync(path)) continue;
      if (!named && before === null) this.#disk.rmSync(path, { recursive: true });
      else if (!named && before !== null) this.#disk.writeFileSync(path, before);
      else if (this.#disk.statSync(path).isFile()) this.#disk.truncateSync(path, size);
    }
  }

  #sizeOf(path: string): number {
    return this.#disk.statSync(path).size;
  }
}
