import { tellConfinement } from '../model/confinement-words.ts';
import { nameOperator } from '../model/operator-name.ts';
import { confinementOnRecord } from '../run/confinement-of.ts';
import { inputsOnRecord } from '../run/inputs-on-record.ts';
import { tellTime } from './plain-text.ts';
import { operatorsOf, type RunStory } from './run-story.ts';
import { tellTimeSpent } from './time-spent.ts';

/** What a report says of a run at its top, name by name. */
export function factsOf(story: RunStory): readonly (readonly [string, string])[] {
  const { record, state, started, time } = story;
  const operators = operatorsOf(record.entries).map(nameOperator);
  const last = record.entries.at(-1);
  const place = started?.place;
  return [
    ['Run', state.run ?? 'unknown'],
    [operators.length > 1 ? 'Operators' : 'Operator', operators.join(', ') || 'unknown'],
    ...(place === undefined ? [] : [['Where', `${place.user}@${place.host}:${place.cwd}`] as const]),
    ...(state.target === null ? [] : [['Target', state.target] as const]),
    ...(started === null ? [] : [['Git', tellGit(started.git)] as const]),
    ...confinementOf(story),
    ...inputsOf(story),
    ...(started === null || last === undefined
      ? []
      : [
          ['Time', `${tellTime(started.time)} to ${tellTime(last.time)}`] as const,
          ['Took', tellTimeSpent(time)] as const,
        ]),
    ...(state.exit === null ? [] : [['Exit', String(state.exit)] as const]),
  ];
}

function inputsOf({ record }: RunStory): readonly (readonly [string, string])[] {
  const inputs = Object.entries(inputsOnRecord(record.entries)).map(
    ([name, value]) => `${name} ${value === null ? 'is a secret, kept nowhere' : JSON.stringify(value)}`,
  );
  return inputs.length === 0 ? [] : [['Inputs', inputs.join(', ')]];
}

/** As it was when the run was last taken up. */
function confinementOf({ record }: RunStory): readonly (readonly [string, string])[] {
  const confinement = confinementOnRecord(record.entries);
  return confinement === null ? [] : [['Readonly blocks', tellConfinement(confinement)]];
}

function tellGit(
  git: { readonly commit: string; readonly branch: string | null; readonly dirty: boolean } | null,
): string {
  if (git === null) return 'no commit known';
  return `${git.branch ?? 'detached'} ${git.commit.slice(0, 12)}, ${git.dirty ? 'with uncommitted changes' : 'clean'}`;
}
