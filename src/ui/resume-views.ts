import { hangWords, span } from './layout.ts';
import type { Style } from './style.ts';

/** A run that can be gone on with. */
export interface Choice {
  readonly id: string;
  /** Of what it is a run, and where it stands. */
  readonly what: string;
  /** Where it takes place, since when it stands there, whose it is, what it was given. */
  readonly facts: readonly string[];
}

/** The runs that one of is to be chosen, numbered; `rest` says what is not among them. */
export function renderChoices(
  about: string,
  choices: readonly Choice[],
  rest: string | null,
  width: number,
  style: Style,
): string {
  const rows = choices.flatMap(({ id, what, facts }, index) => {
    const head = [span(`    ${index + 1}  `), span(style.words(id), 'strong'), span('  ')];
    const below = facts.map((fact) => style.words(fact)).join(` ${style.glyphs.dot} `);
    return [
      ...hangWords(style, head, span(style.words(what)), width),
      ...(below === '' ? [] : hangWords(style, [span('       ')], span(below, 'quiet'), width)),
    ];
  });
  const more = rest === null ? [] : hangWords(style, [span('    ')], span(style.words(rest), 'quiet'), width);
  const head = hangWords(style, [span('  ')], span(style.words(about), 'alert'), width);
  return ['', ...head, ...rows, ...more].map((row) => `${row}\n`).join('');
}
