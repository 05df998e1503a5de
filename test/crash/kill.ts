import type { Random } from './random.ts';

/** When the runner is killed; `never`: this time it may come to its own end. */
export type Kill =
  | { readonly type: 'never' }
  /**
   * At the `call`th thing it does to a file of its run. `half`: with the line written in part. `loss`: the machine goes
   * down with it, and what was not synced is lost or not, as that number has it.
   */
  | {
      readonly type: 'disk';
      readonly call: number;
      readonly moment: 'before' | 'half' | 'after';
      readonly loss: number | null;
    }
  /** By the `call`th block itself: before it does anything, in the middle of it, when it has done all. */
  | { readonly type: 'inside'; readonly call: number; readonly moment: 'before' | 'between' | 'after' }
  /** So many milliseconds after its start, whatever it is doing. */
  | { readonly type: 'time'; readonly after: number }
  /** When the journal has grown so many times, and a moment (milliseconds) has passed. */
  | { readonly type: 'growth'; readonly times: number; readonly moment: number }
  /** When the `count`th question stands there; `answered`: a moment (milliseconds) after the answer. */
  | { readonly type: 'question'; readonly count: number; readonly answered: number | null };

export function chooseKill(random: Random): Kill {
  const type = random.pick<Kill['type']>([
    'disk',
    'disk',
    'disk',
    'inside',
    'inside',
    'time',
    'growth',
    'question',
    'never',
  ]);
  switch (type) {
    case 'disk':
      return {
        type,
        call: random.whole(1, 90),
        moment: random.pick(['before', 'half', 'after']),
        loss: random.pick([null, random.whole(0, 1_000_000), random.whole(0, 1_000_000)]),
      };
    case 'inside':
      return { type, call: random.whole(1, 4), moment: random.pick(['before', 'between', 'after']) };
    case 'time':
      return { type, after: random.whole(0, 700) };
    case 'growth':
      return { type, times: random.whole(1, 16), moment: random.whole(0, 5) };
    case 'question':
      return {
        type,
        count: random.whole(1, 4),
        answered: random.pick([null, random.whole(0, 20)]),
      };
    case 'never':
      return { type };
    default:
      return type satisfies never;
  }
}
