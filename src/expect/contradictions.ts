import { excludeEachOther } from './exclusive-claims.ts';
import type { ExpectationProblem, Span } from './expectation-problem.ts';
import { holdsMember } from './members.ts';
import type { ParsedClaim } from './parse-claim.ts';

/** Claims that nothing could satisfy, alone or beside another one. */
export function findContradictions(claims: readonly ParsedClaim[]): readonly ExpectationProblem[] {
  return claims.flatMap((parsed, index) => {
    const message = contradictItself(parsed) ?? contradictOther(parsed, claims.slice(0, index));
    return message === null ? [] : [contradiction(message, parsed)];
  });
}

function contradictItself({ claim: { fact } }: ParsedClaim): string | null {
  if (fact.type !== 'count') return null;
  const { count, members } = fact;
  if (count.max !== null && count.min > count.max) {
    return `Unexpected range ${count.words}, write "${count.max} to ${count.min}"`;
  }
  if (members.length === 0) return null;
  if (members.length !== count.min) {
    const named = `${members.length} ${members.length === 1 ? 'member' : 'members'} (${members.join(', ')})`;
    return `Unexpected count ${count.words} for ${named}, write one member for each line${separatorHint(members)}`;
  }
  return describeOverlap(members);
}

function separatorHint(members: readonly string[]): string {
  const [only = ''] = members;
  if (members.length === 1 && /\s/.test(only)) {
    return `: blanks separate none, "/" or "," does, such as (${only.split(/\s+/).join('/')})`;
  }
  const cidr = members.some((member) => /^\d{1,2}$/.test(member));
  return cidr ? '; put a member that holds "/" in single quotes' : '';
}

/** A line that holds both could be assigned to neither. */
function describeOverlap(members: readonly string[]): string | null {
  for (const [index, member] of members.entries()) {
    const inside = members.find((other, place) => place !== index && holdsMember(member, other));
    if (inside === member) return `Unexpected member "${member}" twice, write each one once`;
    if (inside !== undefined) {
      return `Unexpected members "${inside}" and "${member}": a line with the second also has the first; write more of the first`;
    }
  }
  return null;
}

function contradictOther({ claim }: ParsedClaim, before: readonly ParsedClaim[]): string | null {
  const other = before.find((parsed) => excludeEachOther(parsed.claim, claim));
  if (!other) return null;
  return `Unexpected "${claim.text}" beside "${other.claim.text}": they can not both hold; drop one of them`;
}

function contradiction(message: string, { start, end }: Span): ExpectationProblem {
  return { rule: 'expectation-contradiction', message, start, end };
}
