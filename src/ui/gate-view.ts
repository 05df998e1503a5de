import type { GateView } from '../run/ports.ts';
import { gateFacts } from './gate-facts.ts';
import { joinParagraphs } from './join-paragraphs.ts';
import { barVerbatim, barWords, hangWords, span } from './layout.ts';
import type { Style } from './style.ts';
import { hidesCharacters } from './visible-text.ts';

/** More rows than this may have scrolled away by the time the question stands there. */
const farAway = 20;

/**
 * Everything an operator says yes to, with a newline behind each row: the whole command, however long, and what
 * it reads, where it runs, what is known about it. Width in columns. Asks nothing.
 */
export function renderGate(view: GateView, width: number, style: Style): string {
  return gateRows(view, width, style)
    .map((row) => `${row}\n`)
    .join('');
}

/** The same as rows. */
export function gateRows(view: GateView, width: number, style: Style): readonly string[] {
  const rows = [
    ...header(view, width, style),
    ...changes(view, width, style),
    ...prose(view, width, style),
    ...action(view, width, style),
    ...gateFacts(view, width, style),
  ];
  const reminder = rows.length > farAway ? essentials(view, rows.length, width, style) : [];
  return [...rows, ...reminder];
}

const kinds = { block: 'GATE', checkpoint: 'CHECKPOINT', manual: 'DO THIS' } as const;

function header({ step, attempt }: GateView, width: number, style: Style): readonly string[] {
  const { id, kind, title } = step.step;
  const again = attempt > 1 ? `attempt ${attempt}` : '';
  const about = [title === id ? step.step.section.title : title, again]
    .filter((part) => part !== '')
    .join(', ');
  const head = [
    span('  '),
    span(`${style.glyphs.gate} ${kinds[kind]}`, 'alert'),
    span(`  ${style.words(id)}  `, 'strong'),
  ];
  return hangWords(style, head, span(style.words(about)), width).map((row) => row.trimEnd());
}

function changes({ changed }: GateView, width: number, style: Style): readonly string[] {
  return changed.flatMap((what) =>
    barWords(style, '! ', span(`CHANGED since it was last shown: ${style.words(what)}`, 'alert'), width),
  );
}

function prose({ step }: GateView, width: number, style: Style): readonly string[] {
  const text = withoutWarnings(step.step.prose.trim(), step.step.warnings.length);
  const isTheAction = step.step.kind !== 'block' && step.step.text.trim() === text;
  if (text === '' || isTheAction) return [];
  return joinParagraphs(text).flatMap((line) =>
    line.verbatim
      ? barVerbatim(style, style.glyphs.bar, span(style.code(line.text)), width)
      : barWords(style, '', span(style.words(line.text)), width),
  );
}

/** The warnings directly before a block get rows of their own; they are the last paragraphs of its prose. */
function withoutWarnings(text: string, warnings: number): string {
  const paragraphs = text.split(/\n{2,}/);
  for (let left = warnings; left > 0 && /^(?:>|!!!)/.test(paragraphs.at(-1) ?? ''); left -= 1)
    paragraphs.pop();
  return paragraphs.join('\n\n');
}

function action({ step }: GateView, width: number, style: Style): readonly string[] {
  const { step: shown } = step;
  if (shown.kind === 'checkpoint') {
    return shown.text
      .trim()
      .split('\n')
      .flatMap((line, index) =>
        barWords(style, index === 0 ? 'confirm ' : ' '.repeat(8), span(style.words(line), 'strong'), width),
      );
  }
  const code = shown.kind === 'block' ? shown.code : shown.text;
  const rows = codeLines(code).flatMap((line) =>
    barVerbatim(style, style.glyphs.codeBar, span(showEnd(style.code(line)), 'strong'), width),
  );
  const warning = 'it holds characters that a terminal does not show; they are written <U+...>';
  return hidesCharacters(code) ? [...rows, ...barWords(style, '! ', span(warning, 'alert'), width)] : rows;
}

/** Blanks at a line's end mean something to a shell (behind a backslash), and nobody would see them. */
function showEnd(line: string): string {
  return line.replace(/ +$/, (blanks) => '<U+0020>'.repeat(blanks.length));
}

/** Lines of a block without the newline that ends it. */
function codeLines(code: string): readonly string[] {
  return code.replace(/\n$/, '').split('\n');
}

/** Said again below a long gate, so that the question never stands far from what it is about. */
function essentials(view: GateView, rows: number, width: number, style: Style): readonly string[] {
  const { step, dangers } = view.step;
  const what =
    step.kind === 'block' ? `all of it (${count(codeLines(step.code).length, 'line')})` : 'all of it';
  const [worst] = [...dangers].sort((a, b) => rank(a.effect) - rank(b.effect));
  const danger = worst === undefined ? '' : `; ${worst.effect}: ${style.words(worst.command)}`;
  const target = view.place.target === null ? '' : `, target ${style.words(view.place.target)}`;
  const head = [
    span('  '),
    span(`${style.glyphs.gate} ${kinds[step.kind]}`, 'alert'),
    span(`  ${style.words(step.id)}  `, 'strong'),
  ];
  return hangWords(style, head, span(`${what} is in the ${rows} rows above${target}${danger}`), width);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function rank(effect: 'mutates' | 'destroys'): number {
  return effect === 'destroys' ? 0 : 1;
}
