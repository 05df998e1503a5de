import { tellConfinement } from '../model/confinement-words.ts';
import { tellAgo } from '../model/time-words.ts';
import type { GateView } from '../run/ports.ts';
import { shortenText } from './fold-text.ts';
import { barVerbatim, barWords, rightEdge, span } from './layout.ts';
import type { Style } from './style.ts';
import { textWidth } from './text-width.ts';
import { tellManner } from './trait-words.ts';

const label = {
  reads: 'reads   ',
  where: 'where   ',
  since: 'since   ',
  expects: 'expects ',
  waits: 'waits   ',
  limit: 'limit   ',
  takes: 'takes   ',
  how: 'how     ',
} as const;
const longestValue = 2000;

/** What a gate says below the command: values it reads, place, what is established, expectation, how it runs, warnings, dangers. */
export function gateFacts(view: GateView, width: number, style: Style): readonly string[] {
  return [
    ...reads(view, width, style),
    ...where(view, width, style),
    ...since(view, width, style),
    ...expects(view, width, style),
    ...manner(view, width, style),
    ...warnings(view, width, style),
    ...dangersRows(view, width, style),
  ];
}

function reads(view: GateView, width: number, style: Style): readonly string[] {
  return view.reads.flatMap(({ name: raw, value }) => {
    const name = style.words(raw);
    if (value === null) return barWords(style, label.reads, span(`! ${name} is UNSET`, 'alert'), width);
    if (value === '') return barWords(style, label.reads, span(`! ${name} is EMPTY`, 'alert'), width);
    const shown = value.slice(0, longestValue);
    const rest = value.length - shown.length;
    const more = rest > 0 ? ` ${style.glyphs.ellipsis} and ${rest} more characters` : '';
    const text = `${label.reads}${name}=${style.code(shown)}${more}`;
    return barVerbatim(style, style.glyphs.bar, span(text), width);
  });
}

function where({ place }: GateView, width: number, style: Style): readonly string[] {
  const target = place.target === null ? '' : `, target ${place.target}`;
  const text = `${place.host}:${place.cwd} as ${place.user}${target}`;
  return barWords(style, label.where, span(style.words(text)), width);
}

/** A row each; a long claim gives way to the time that has passed since. */
function since(view: GateView, width: number, style: Style): readonly string[] {
  const { passed, failed, ellipsis } = style.glyphs;
  return view.since.flatMap(({ title, ok, established, ago }, index) => {
    const claims = established === '' ? '' : `  ${style.words(established)}`;
    const age = `  ${tellAgo(ago)}`;
    const room = Math.min(width, rightEdge) - 4 - label.since.length - textWidth(age);
    const mark = ok ? passed : failed;
    const text = shortenText(`${mark} ${style.words(title)}${claims}`, room, ellipsis) + age;
    return barWords(
      style,
      index === 0 ? label.since : ' '.repeat(label.since.length),
      span(text, ok ? 'plain' : 'alert'),
      width,
    );
  });
}

function expects({ step }: GateView, width: number, style: Style): readonly string[] {
  if (step.step.kind !== 'block') return [];
  const { segments, expectation, exactOutput, confirm } = step.step;
  const claims = [...segments.map((segment) => segment.expectation), expectation].flatMap(
    (e) => e?.claims ?? [],
  );
  const said = [
    ...claims.map((claim) => claim.text),
    ...(exactOutput === null ? [] : ['exactly the output in the document']),
    ...(confirm === null ? [] : [`you to confirm: ${confirm}`]),
  ].join('; ');
  return said === '' ? [] : barWords(style, label.expects, span(style.words(said)), width);
}

/** For how long, and what else is to be known before it runs; a row for each that its author says something of. */
function manner({ step, confinement }: GateView, width: number, style: Style): readonly string[] {
  if (step.step.kind !== 'block') return [];
  const { timeout, polling, traits } = step.step;
  const stopped = polling === null ? 'stopped' : 'each attempt is stopped';
  const how = [...tellManner(traits), ...(confinement === null ? [] : [tellConfinement(confinement)])];
  const facts = [
    [label.waits, polling && `up to ${polling.within.text}, tried every ${polling.every.text}`],
    [label.limit, timeout && `${stopped} after ${timeout.text}`],
    [label.takes, traits.about && `about ${traits.about.text}`],
    [label.how, how.length === 0 ? null : how.join('; ')],
  ] as const;
  return facts.flatMap(([name, fact]) =>
    fact === null ? [] : barWords(style, name, span(style.words(fact)), width),
  );
}

function warnings({ step }: GateView, width: number, style: Style): readonly string[] {
  return step.step.warnings.flatMap((text) => barWords(style, '! ', span(style.words(text), 'alert'), width));
}

const verbs = { destroys: 'DESTROYS', mutates: 'changes', opaque: 'unknown' };

function dangersRows({ dangers }: GateView, width: number, style: Style): readonly string[] {
  return dangers.flatMap(({ command, effect, why, line }) => {
    const verb = verbs[effect];
    const text = `${verb}  ${style.words(command)}  (line ${line}: ${style.words(why)})`;
    return barWords(style, '! ', span(text, effect === 'destroys' ? 'bad' : 'alert'), width);
  });
}
