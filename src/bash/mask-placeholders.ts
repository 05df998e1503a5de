/** A stretch such as `<id>`, as offsets into the code; `end` exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The code with each placeholder as a plain word of the same length (`<id>` is `_id_`): as bash reads it once
 * it is filled in, where `<id>` itself would be two redirections. Positions stay what they were.
 */
export function maskPlaceholders(code: string, placeholders: readonly Stretch[]): string {
  return placeholders.reduce(
    (text, { start, end }) => `${text.slice(0, start)}_${text.slice(start + 1, end - 1)}_${text.slice(end)}`,
    code,
  );
}
