import type { DocumentText } from '../parse/document-text.ts';
import { didYouMean } from '../parse/suggest.ts';
import { type DisableComment, findDisableComments } from './disable-comments.ts';
import type { LintDocument } from './lint-document.ts';
import type { Finding, RuleInfo } from './rule.ts';

/** What a rule has against a document. */
export interface RuleFinding {
  readonly rule: RuleInfo;
  readonly finding: Finding;
}

/** What comments that disable rules leave of some findings. */
export interface Disabled {
  readonly kept: readonly RuleFinding[];
  /** Findings that were disabled although they guard a promise: their blocks have to become gates. */
  readonly gated: readonly RuleFinding[];
  /** What is wrong with the comments themselves. */
  readonly faults: readonly Finding[];
}

/** `checked`: the ids of the rules that had a chance to find something. */
export function applyDisabling(
  document: LintDocument,
  found: readonly RuleFinding[],
  infos: readonly RuleInfo[],
  checked: ReadonlySet<string>,
): Disabled {
  const comments = findDisableComments(document.root, document.text);
  if (comments.length === 0) return { kept: found, gated: [], faults: [] };
  const gated: RuleFinding[] = [];
  const faults: Finding[] = [];
  const gone = new Set<RuleFinding>();
  for (const comment of comments) {
    const { text } = document;
    for (const named of comment.rules) {
      const info = infos.find(({ id }) => id === named.id);
      const fault = faultOf(comment, named.id, info, infos);
      const hits = found.filter((each) => each.rule.id === named.id && isAbout(comment, each, text));
      if (fault !== null || info === undefined) faults.push(at(named.span, fault ?? '', text));
      else if (hits.length > 0) {
        for (const hit of hits) gone.add(hit);
        if (info.disabling === 'gates') gated.push(...hits);
      } else if (checked.has(info.id) && document.runbook.trusted) {
        const reason = `Unexpected \`${info.id}\`, which has nothing against what follows; remove it from the comment`;
        faults.push(at(named.span, reason, text));
      }
    }
    if (comment.rules.length === 0) faults.push(at(comment.span, unnamed, text));
  }
  return { kept: found.filter((each) => !gone.has(each)), gated, faults };
}

const unnamed =
  'Unexpected comment that names no rule, expected `<!-- runbook-lint-disable RULE: reason -->`';

function faultOf(
  { reason, about }: DisableComment,
  name: string,
  info: RuleInfo | undefined,
  infos: readonly RuleInfo[],
): string | null {
  if (info === undefined) {
    const hint = didYouMean(
      name,
      infos.map(({ id }) => id),
    );
    return `Unexpected rule \`${name}\`, which there is not${hint}`;
  }
  if (info.disabling === 'refused') {
    return `Unexpected \`${name}\`, which cannot be disabled: no one at a gate could see to what it sees to`;
  }
  if (reason === '') return `Unexpected comment without a reason, expected \`${name}: \` and why`;
  if (about === null)
    return 'Unexpected comment behind which nothing stands; put it directly before what it is about';
  return null;
}

function isAbout({ about }: DisableComment, { finding }: RuleFinding, text: DocumentText): boolean {
  if (about === null) return false;
  const { start } = text.spanOf({ file: text.file, position: finding.place });
  return start >= about.start && start < about.end;
}

function at(span: DisableComment['span'], reason: string, text: DocumentText): Finding {
  return { reason, place: text.locate(span).position };
}
