import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry, Event } from '../../src/model/event.ts';
import { plannedStep } from '../../src/model/plan.ts';
import { initialState } from '../../src/model/state.ts';
import { abandoned, evolve } from '../../src/run/evolve.ts';
import { isOpen } from '../../src/run/open-step.ts';
import { anyEvent } from '../journal/event-arbitrary.ts';
import { block, checklist, checkpoint, include, stop } from './build-plan.ts';

const steps = [
  block('a'),
  checkpoint('b'),
  block('c', { confirm: 'looks right' }),
  checklist('d', 'one'),
  include('e'),
  stop('f', 'enough'),
].map(plannedStep);
const ids = steps.map(({ id }) => id);

/** Any event, aimed at the steps of one run as often as not. */
const aimed = fc
  .tuple(anyEvent, fc.constantFrom(...ids))
  .map(([event, step]): Event => ('step' in event && event.step !== null ? { ...event, step } : event));

const history = fc.array(
  aimed.filter(({ type }) => type !== 'run-started'),
  { maxLength: 25 },
);

function entries(events: readonly Event[]): readonly Entry[] {
  return events.map((event, index) => {
    const time = new Date(1_000_000 + index).toISOString();
    return { ...event, seq: index + 1, time, run: 'r', prev: '' };
  });
}

const opening = (event: Event): Event => (event.type === 'run-started' ? { ...event, steps } : event);

/** Whether an event can be why a step is called passed. */
function proves(event: Event, id: string): boolean {
  if (!('step' in event) || event.step !== id) return false;
  switch (event.type) {
    case 'block-ended':
      return event.outcome.status === 'passed';
    case 'gate-answered':
      return (id === 'a' || id === 'b' || id === 'c') && event.decision === 'yes';
    case 'statement-confirmed':
      return event.holds;
    case 'item-answered':
      return id === 'd' && event.answer === 'yes';
    case 'document-entered':
      return id === 'e';
    case 'document-stopped':
      return id === 'f';
    default:
      return false;
  }
}

describe('the fold of any journal', () => {
  test('is a state, whatever the entries are', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 25 }), (events) => {
        const state = entries(events).reduce(evolve, initialState);
        expect(abandoned(state).status).toBe('unknown');
      }),
      { numRuns: 500 },
    );
  });

  test('calls a step passed only where the journal says what made it pass', () => {
    const started = anyEvent.filter(({ type }) => type === 'run-started').map(opening);
    fc.assert(
      fc.property(started, history, (first, events) => {
        const state = entries([first, ...events]).reduce(evolve, initialState);
        for (const [id, { status }] of state.steps) {
          if (status !== 'passed') continue;
          expect(
            events.some((event) => proves(event, id)),
            id,
          ).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('leaves out no step that was begun and is not settled', () => {
    const started = anyEvent.filter(({ type }) => type === 'run-started').map(opening);
    const broken = aimed.filter(({ type }) => type === 'block-started' || type === 'block-ended');
    const skips = anyEvent.map((event): Event => {
      if (event.type === 'steps-passed-over') return { ...event, steps: ids };
      return 'leavesOut' in event ? { ...event, leavesOut: ids } : event;
    });
    const sparing = skips.filter((event) => event.type === 'steps-passed-over' || 'leavesOut' in event);
    fc.assert(
      fc.property(
        started,
        fc.array(broken, { maxLength: 6 }),
        history,
        sparing,
        (first, begun, events, last) => {
          const all = entries([first, ...begun, ...events, last]);
          const before = all.slice(0, -1).reduce(evolve, initialState);
          const after = all.reduce(evolve, initialState);
          for (const [id, step] of before.steps) {
            const isItsOwn = 'step' in last && last.step === id;
            if (isOpen(step) && !isItsOwn) expect(after.steps.get(id)).toEqual(step);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('never leaves a started block running once its process is gone', () => {
    fc.assert(
      fc.property(history, (events) => {
        const state = abandoned(entries(events).reduce(evolve, initialState));
        expect([...state.steps.values()].filter(({ phase }) => phase === 'started')).toEqual([]);
      }),
    );
  });
});
