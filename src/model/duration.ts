/** A length of time as the author wrote it (`30m`, `10s`, `1h30m`). */
export interface Duration {
  readonly ms: number;
  readonly text: string;
}
