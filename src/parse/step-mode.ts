import type { Gate, Mode } from '../model/runbook.ts';
import type { Span } from './mapped-text.ts';
import type { Report } from './problem.ts';
import type { Annotation, Annotations } from './read-annotations.ts';

/** How a block is entered. `gate` is never null beside the type `gate`. */
export interface StepMode {
  readonly type: Mode | 'doc';
  readonly gate: Gate | null;
}

/** What every unmarked block gets. */
export const plainGate: StepMode = { type: 'gate', gate: { phrase: null } };

const modeNames = ['readonly', 'auto', 'manual', 'doc'] as const;

/** The mode that annotations ask for, `null` when they ask for none; of contradicting ones the most careful. */
export function readStepMode(annotations: Annotations, report: Report): StepMode | null {
  const said = [...annotations.values()].filter(({ name }) => modeNames.some((mode) => mode === name));
  const gate = annotations.get('gate') ?? null;
  const modes = gate === null || annotations.has('readonly') ? said : [...said, gate];
  const [first, ...others] = modes.sort((a, b) => a.span.start - b.span.start);
  for (const other of others) reportConflict(first, other, report);
  const stops = gate && { phrase: gate.value?.value ?? null };
  const types = said.map(({ name }) => modeNames.find((mode) => mode === name));
  if (types.includes('doc')) return { type: 'doc', gate: null };
  if (types.includes('manual')) return { type: 'manual', gate: null };
  if (others.length > 0 || first?.name === 'gate') return { type: 'gate', gate: stops ?? { phrase: null } };
  if (first === undefined) return null;
  return { type: first.name === 'readonly' ? 'readonly' : 'auto', gate: stops };
}

function reportConflict(first: Annotation | undefined, other: Annotation, report: Report): void {
  if (first === undefined) return;
  report(
    'annotation-conflict',
    other.span,
    `Unexpected \`${other.name}\` beside \`${first.name}\`, expected one mode (only \`gate\` may stand beside \`readonly\`)`,
  );
}

/** A block's or subsection's mode under its section's: the stricter of the two. */
export function underSection(
  section: StepMode | null,
  own: StepMode | null,
  span: Span,
  report: Report,
): StepMode | null {
  if (section === null) return own;
  if (own === null) return section;
  if (strictness(own) < strictness(section)) {
    const kept = own.type === 'readonly' ? 'readonly gate' : section.type;
    report(
      'looser-than-section',
      span,
      `Unexpected \`${own.type}\` in a section that is \`${section.type}\`, expected nothing looser, such as \`${kept}\``,
    );
    return section;
  }
  if (own.gate === null) return own;
  return { type: own.type, gate: { phrase: own.gate.phrase ?? section.gate?.phrase ?? null } };
}

/** In a document that is not trusted nothing runs without a stop. */
export function inCarefulMode(mode: StepMode): StepMode {
  if (mode.type === 'manual' || mode.type === 'doc') return mode;
  return { type: 'gate', gate: mode.gate ?? { phrase: null } };
}

function strictness(mode: StepMode): number {
  if (mode.type === 'doc') return 3;
  if (mode.type === 'manual') return 2;
  return mode.gate === null ? 0 : 1;
}
