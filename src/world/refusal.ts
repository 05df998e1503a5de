/** Wrong usage, a wrong place, a target that is taken: one line for the user, a hint, and an exit code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly exit: number;
  /** What to do instead; `null` where the message says it. */
  readonly hint: string | null;

  constructor(message: string, hint: string | null, exit: number) {
    super(message);
    this.exit = exit;
    this.hint = hint;
  }
}
