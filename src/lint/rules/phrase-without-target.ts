import type { Position } from '../../model/position.ts';
import type { BlockStep } from '../../model/runbook.ts';
import type { DocumentText } from '../../parse/document-text.ts';
import type { LintBlock } from '../lint-document.ts';
import type { Rule } from '../rule.ts';

const nothing = new Set(
  (
    'y yes yeah yep ok okay sure go proceed continue confirm confirmed agree agreed accept accepted ' +
    'i we am are is be do does it this that these those the a an and or of on in to for from with all everything ' +
    'now really please want understand know what doing sure ready done here step next ' +
    'run apply start execute begin destroy delete remove wipe erase drop purge kill stop reset reboot restart ' +
    'deploy upgrade migrate restore rollback force change commit create update'
  ).split(' '),
);

/**
 * A phrase is typed so that the operator reads what is about to be lost. One that says the same on every cloud
 * ("yes", "destroy") becomes a habit of the fingers.
 */
export const phraseWithoutTarget: Rule = {
  id: 'phrase-without-target',
  description: 'A typed phrase that names nothing of what the gate is about.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks, text }) =>
    blocks.filter(changesSomething).flatMap(({ step }) => {
      const phrase = step.gate?.phrase ?? null;
      if (phrase === null || phrase.includes('$') || !saysNothing(phrase)) return [];
      const reason = `Unexpected phrase "${phrase}", which names no target; expected what is changed in it, such as "destroy openstack" or "destroy $MODEL"`;
      return [{ reason, place: placeOfPhrase(text, step, phrase) }];
    }),
};

/** As far as can be told: of a script, nobody knows. */
function changesSomething(block: LintBlock): boolean {
  return (
    block.effects().length > 0 ||
    block.commands().some(({ script, words }) => script || words[0]?.shape.includes('/') === true)
  );
}

/** In the info string; the whole block where a comment holds it. */
function placeOfPhrase(text: DocumentText, { source }: BlockStep, phrase: string): Position {
  const line = text.line(source.position.start.line);
  const at = line.text.indexOf(phrase);
  if (at < 0) return source.position;
  return text.locate({ start: line.start + at, end: line.start + at + phrase.length }).position;
}

/** Whether a phrase is all words that could stand at any gate. */
export function saysNothing(phrase: string): boolean {
  const words = phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.every((word) => nothing.has(word));
}
