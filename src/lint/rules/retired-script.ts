import type { Rule } from '../rule.ts';
import { findScriptCalls } from '../script-calls.ts';

/** What is meant by a warning at the top of a script; `DO NOT RUN AS ROOT` is another matter. */
const retired =
  /\bDO NOT (?:USE|RUN|EXECUTE)(?: (?:THIS|IT|ANY ?MORE|THIS SCRIPT|THIS FILE))*[ \t]*(?:$|[.,:;!)*"—–-])/m;

/** A script whose first lines say that it must not be used. */
export const retiredScript: Rule = {
  id: 'retired-script',
  description: 'A script that says DO NOT USE.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check(document, { repository }) {
    if (repository === undefined) return [];
    return findScriptCalls(document, repository).flatMap(({ block, command, path, found }) => {
      const head = found === null ? null : repository.read(found)?.split('\n').slice(0, 40).join('\n');
      const said = head ? retired.exec(head)?.[0] : undefined;
      if (said === undefined) return [];
      return [
        {
          reason: `Unexpected \`${path}\`, which says of itself "${said.trim()}"`,
          place: block.place(command.offset, command.endOffset),
        },
      ];
    });
  },
};
