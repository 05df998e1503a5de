/** How `readonly` blocks are kept from the file system: it is read-only but for a /tmp of their own and these. */
export interface Confinement {
  /** Absolute paths of directories that such a block may write to. */
  readonly writable: readonly string[];
}
