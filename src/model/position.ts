/** A place in a document, as unist has it: line and column count from 1, offset from 0 (UTF-16 units). */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of a document, `end` exclusive. */
export interface Position {
  readonly start: Point;
  readonly end: Point;
}

/** A place a person can jump to. */
export interface Source {
  /** Path as it is shown: relative to the project root where the file is below it. */
  readonly file: string;
  readonly position: Position;
}
