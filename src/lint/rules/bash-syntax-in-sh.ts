import { findBashism } from '../../bash/calls/bashisms.ts';
import { placeOfLanguage } from '../fence-line.ts';
import type { Rule } from '../rule.ts';

/** The session is bash whatever the fence says; a reader who pastes the block into another shell finds out. */
export const bashSyntaxInSh: Rule = {
  id: 'bash-syntax-in-sh',
  description: 'A fence called `sh` whose code only bash understands.',
  severity: 'warning',
  guardsPromise: false,
  disabling: 'allowed',
  check: ({ blocks, text }, { bash }) =>
    blocks
      .filter(({ step }) => step.language === 'sh')
      .flatMap((block) => {
        const found = findBashism(bash, block.code);
        if (found === null) return [];
        return [
          {
            reason: `Unexpected ${found.name} in a fence called \`sh\`, expected \`bash\``,
            place: block.place(found.offset, found.endOffset),
            fix: {
              title: 'Call the fence bash',
              edits: [{ place: placeOfLanguage(text, block.step), text: 'bash' }],
            },
          },
        ];
      }),
};
