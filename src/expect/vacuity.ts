import type { Claim, Expectation } from '../model/expectation.ts';
import { allowedExit } from './allowed-exit.ts';
import { startCheck } from './check.ts';
import type { ExpectationProblem } from './expectation-problem.ts';

/**
 * An expectation that a silent, successful command would satisfy proves nothing. It is found by checking just such
 * a command. Only `empty`, `no lines` and `exit` may accept silence: there the author asked for it.
 */
export function findVacuity(expectation: Expectation, text: string): readonly ExpectationProblem[] {
  if (!acceptsSilence(expectation) || expectation.claims.every(mayAcceptSilence)) return [];
  return [{ rule: 'expectation-vacuous', message: explain(expectation), start: 0, end: text.length }];
}

function acceptsSilence(expectation: Expectation): boolean {
  return (
    allowedExit(expectation, 0) &&
    startCheck(expectation, null)
      .end(0)
      .every(({ ok }) => ok)
  );
}

/** Nothing may be printed where the remedy would want something. */
function demandsSilence(claim: Claim): boolean {
  return claim.stream !== 'stderr' && claim.fact.type !== 'exit' && mayAcceptSilence(claim);
}

function mayAcceptSilence({ fact }: Claim): boolean {
  if (fact.type === 'count') return fact.pattern === null && fact.count.max === 0;
  return fact.type === 'empty' || fact.type === 'exit';
}

function explain({ claims }: Expectation): string {
  const forbidden = claims.find(demandsSilence);
  if (forbidden) {
    const others = claims.filter((claim) => !mayAcceptSilence(claim)).map(({ text }) => `"${text}"`);
    return `Unexpected ${others.join(' and ')} beside "${forbidden.text}", which says more; drop ${others.length > 1 ? 'them' : 'it'}, or say what must be printed`;
  }
  return (
    'Unexpected expectation that a command which prints nothing would satisfy; ' +
    'add what it must print, such as "; stdout some SKIP lines"'
  );
}
