import type { Rule } from '../rule.ts';
import { findScriptCalls } from '../script-calls.ts';

/** Starting it ends with status 126, and nothing has run. */
export const scriptNotExecutable: Rule = {
  id: 'script-not-executable',
  description: 'A script that is started itself and is not executable.',
  severity: 'error',
  guardsPromise: false,
  disabling: 'allowed',
  check(document, { repository }) {
    if (repository === undefined) return [];
    return findScriptCalls(document, repository).flatMap(
      ({ block, command, path, direct, found, changesMode }) => {
        const file = direct && !changesMode && found !== null ? repository.look(found) : null;
        if (file === null || file === 'outside' || file.executable) return [];
        const reason = `Unexpected \`${path}\`, which is not executable; give it to its interpreter (\`bash ${path}\`), or make it executable`;
        return [{ reason, place: block.place(command.offset, command.endOffset) }];
      },
    );
  },
};
