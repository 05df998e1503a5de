import type { Claim, ExactOutput, Verdict } from '../model/expectation.ts';
import type { Source } from '../model/position.ts';
import type { Finding } from './claim-check.ts';
import { evidenceLimit } from './evidence.ts';
import { escapeUnseen, type Show } from './show-text.ts';

/** What became of a claim, for people. */
export function claimVerdict(claim: Claim, finding: Finding, show: Show): Verdict {
  return verdict(escapeUnseen(claim.text), describeClaim(claim), claim.source, finding, show);
}

/** What became of an `output` fence. */
export function exactVerdict(exact: ExactOutput, finding: Finding, show: Show): Verdict {
  return verdict('exact output', 'the output as written', exact.source, finding, show);
}

/** `expected 3 DRIFT lines — found 5 of 212 lines`. */
export function failureSentence(verdict: Verdict): string {
  return `expected ${verdict.expected} — found ${verdict.found}`;
}

function verdict(claim: string, expected: string, source: Source, finding: Finding, show: Show): Verdict {
  const { line, column } = source.position.start;
  return {
    claim,
    ok: finding.ok,
    expected,
    found: escapeUnseen(finding.found),
    evidence: finding.evidence.slice(0, evidenceLimit).map(show.line),
    at: `${source.file}:${line}:${column}`,
  };
}

/** In the author's words where they read well after "expected". */
function describeClaim({ text, fact }: Claim): string {
  const [, named, body] = /^(stdout|stderr)\s+(.*)$/s.exec(text) ?? [null, null, text];
  const where = named ? ` on ${named}` : '';
  const bare = escapeUnseen(body ?? text);
  if (fact.type === 'empty') return `no output${where}`;
  if (fact.type === 'contains') return `a line with ${bare.replace(/^contains\s+/, '')}${where}`;
  return bare + where;
}
