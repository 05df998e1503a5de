import type { Confinement } from '../model/confinement.ts';
import { tellConfinement } from '../model/confinement-words.ts';
import type { Entry, Operator } from '../model/event.ts';
import type { RunChoices } from '../model/run-event.ts';
import { tellBytes } from '../model/size-words.ts';
import { tellDuration } from '../model/time-words.ts';
import { tellAnew } from '../model/wait-words.ts';
import { tellWithheld } from './plain-text.ts';
import { actorOf } from './run-story.ts';
import type { Tone } from './status-words.ts';
import { tellOutcome } from './tell-outcome.ts';

/** One entry of a journal in words. Nothing in it is escaped. */
export interface ToldEntry {
  readonly step: string | null;
  readonly tone: Tone;
  readonly text: string;
  /** Who did it, where somebody is named. */
  readonly by: Operator | null;
}

/** Tells any entry; one of a kind that has no words of its own here is told by its name and its fields. */
export function tellEntry(entry: Entry): ToldEntry {
  const { tone = 'plain', text } = say(entry);
  return { step: 'step' in entry ? entry.step : null, tone, text, by: actorOf(entry) };
}

interface Saying {
  readonly text: string;
  readonly tone?: Tone;
}

function say(entry: Entry): Saying {
  switch (entry.type) {
    case 'run-started':
      return { text: `run started, with runbook ${entry.version}${tellChoices(entry.options)}` };
    case 'run-resumed': {
      const changed = entry.changed.map(({ id }) => id).join(', ');
      const consent = changed === '' ? '' : `; changed since they were planned, and agreed to: ${changed}`;
      const confined = tellConfined(entry.confinement);
      return { text: `run resumed${consent}${confined}`, tone: changed === '' ? 'plain' : 'alert' };
    }
    case 'steps-passed-over':
      return { text: `passed over: ${entry.steps.join(', ')}`, tone: 'alert' };
    case 'condition-decided':
      return sayCondition(entry);
    case 'condition-undecidable':
      return { text: `cannot decide ${entry.condition}: ${entry.message}`, tone: 'bad' };
    case 'document-entered':
      return { text: `entered ${entry.file}`, tone: 'quiet' };
    case 'document-stopped': {
      const rest = entry.leavesOut.length === 0 ? '' : `; left out: ${entry.leavesOut.join(', ')}`;
      return { text: `its document ends here: ${entry.reason}${rest}`, tone: 'alert' };
    }
    case 'placeholders-filled':
      return { text: `filled in ${tellValues(entry.values)}` };
    case 'item-answered': {
      const tone = entry.answer === 'yes' ? 'good' : 'alert';
      return {
        text: withReason(`item ${entry.item} of ${entry.of}, ${entry.answer}: ${entry.text}`, entry.reason),
        tone,
      };
    }
    case 'rollback-begun': {
      const steps = entry.steps.map(({ id }) => id).join(', ');
      return { text: `went back; rollback: ${steps}`, tone: 'alert' };
    }
    case 'gate-opened':
      return { text: 'gate opened', tone: 'quiet' };
    case 'gate-answered':
      return { text: withReason(tellDecision(entry), entry.reason), tone: decisionTone[entry.decision] };
    case 'approval-voided':
      return { text: `not run: changed since the yes: ${entry.changed.join(', ')}`, tone: 'alert' };
    case 'block-started':
      return sayStarted(entry);
    case 'block-ended':
      return sayEnded(entry);
    case 'wait-interrupted':
      return { text: entry.outcome.message ?? tellOutcome(entry.outcome), tone: 'bad' };
    case 'statement-confirmed':
      return entry.holds
        ? { text: `confirmed by eye: ${entry.statement}`, tone: 'good' }
        : { text: `does not hold, by eye: ${entry.statement}`, tone: 'bad' };
    case 'remedy-chosen': {
      const words = { retry: 'to be tried again', skip: 'skipped', accept: 'accepted as a deviation' };
      return { text: withReason(words[entry.remedy], entry.reason), tone: 'alert' };
    }
    case 'outcome-settled': {
      const words = { done: 'settled as done', retry: 'settled: to be run again', skip: 'settled: skipped' };
      return { text: withReason(words[entry.settlement], entry.reason), tone: 'alert' };
    }
    case 'note-added':
      return { text: `note: ${entry.text}` };
    case 'shell-opened':
      return { text: 'shell opened', tone: 'alert' };
    case 'shell-closed': {
      const log = entry.log === null ? 'not recorded' : `recorded in ${entry.log}`;
      return { text: `shell closed, exit ${entry.exit ?? 'unknown'}, ${log}`, tone: 'alert' };
    }
    case 'session-rebuilt':
      return {
        text: `the shell was rebuilt from its snapshot; lost: ${entry.lost.join(', ')}`,
        tone: 'alert',
      };
    case 'late-output-seen':
      return {
        text: `${tellBytes(entry.bytes)} came after their block had ended, in ${entry.log}`,
        tone: 'alert',
      };
    case 'leftovers-ended':
      return sayLeftovers(entry);
    case 'run-paused':
      return {
        text: withReason(
          `run paused${here(entry)} (${entry.reason.replaceAll('-', ' ')})`,
          entry.changes?.join('; ') ?? null,
        ),
        tone: 'alert',
      };
    case 'run-ended': {
      const tone = entry.status === 'done' ? 'good' : entry.status === 'checked' ? 'alert' : 'bad';
      return {
        text: withReason(`run ended${here(entry)}: ${entry.status}, exit ${entry.exit}`, entry.reason),
        tone,
      };
    }
    default:
      return sayUnknown(entry);
  }
}

const decisionTone = { yes: 'plain', skip: 'alert', decline: 'alert' } as const;

function tellDecision({ decision, typed }: Extract<Entry, { type: 'gate-answered' }>): string {
  const words = { yes: 'gate: yes', skip: 'gate: skip', decline: 'gate: no' };
  const lines = typed.map((line) => `“${line}”`).join(', then ');
  return lines === '' ? words[decision] : `${words[decision]}, typed ${lines}`;
}

function sayStarted({ attempt, confined, anew }: Extract<Entry, { type: 'block-started' }>): Saying {
  const text = `attempt ${attempt} started${confined ? ', confined' : ''}`;
  if (anew === undefined) return { text, tone: 'quiet' };
  return { text: `${text}: ${tellAnew(anew, attempt)}`, tone: 'plain' };
}

function sayEnded({
  outcome,
  attempt,
  took,
  again,
  output,
}: Extract<Entry, { type: 'block-ended' }>): Saying {
  const word = again ? 'not yet' : outcome.status;
  const tone = again ? 'quiet' : outcome.status === 'passed' ? 'good' : 'bad';
  const withheld = output.withheld === undefined ? '' : `; ${tellWithheld(output.withheld)}`;
  const text = `attempt ${attempt} ${word} after ${tellDuration(took)}: ${tellOutcome(outcome)}${withheld}`;
  return { text, tone };
}

function sayCondition({
  condition,
  values,
  holds,
  leavesOut,
}: Extract<Entry, { type: 'condition-decided' }>): Saying {
  const known = Object.keys(values).length === 0 ? '' : ` (${tellValues(values)})`;
  if (holds) return { text: `holds: ${condition}${known}`, tone: 'quiet' };
  return { text: `does not hold: ${condition}${known}; left out: ${leavesOut.join(', ')}`, tone: 'alert' };
}

function tellValues(values: Readonly<Record<string, string | null>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value === null ? 'unset' : JSON.stringify(value)}`)
    .join(', ');
}

function sayLeftovers({ ended, unreachable }: Extract<Entry, { type: 'leftovers-ended' }>): Saying {
  const said = [
    ...(ended.length === 0 ? [] : [`ended what was still running: ${ended.join(', ')}`]),
    ...(unreachable.length === 0 ? [] : [`STILL RUNNING, out of reach: ${unreachable.join(', ')}`]),
  ];
  return { text: said.join('; '), tone: unreachable.length > 0 ? 'bad' : 'alert' };
}

function tellChoices({ stepwise, check, confinement }: RunChoices): string {
  const step = stepwise ? ', --step: every step stops at a gate' : '';
  return `${step}${check ? ', --check: readonly steps only' : ''}${tellConfined(confinement)}`;
}

function tellConfined(confinement: Confinement | undefined): string {
  return confinement === undefined ? '' : `; readonly blocks ${tellConfinement(confinement)}`;
}

/** Behind the name of a step, which is not what was paused or ended. */
function here({ step }: { readonly step: string | null }): string {
  return step === null ? '' : ' here';
}

function withReason(text: string, reason: string | null): string {
  return reason === null ? text : `${text}: ${reason}`;
}

const told: ReadonlySet<string> = new Set(['type', 'seq', 'time', 'run', 'prev', 'step', 'by', 'operator']);

/** Nothing on record is left out because these words are older than it. */
function sayUnknown(entry: Entry): Saying {
  const fields = Object.entries(entry).filter(([key]) => !told.has(key));
  const values = fields.map(
    ([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const name = entry.type.replaceAll('-', ' ');
  return { text: values.length === 0 ? name : `${name}: ${values.join(', ')}` };
}
