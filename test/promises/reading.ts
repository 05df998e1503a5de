import { expect } from 'vitest';
import { block, inventory } from './operator.ts';
import type { Row } from './row.ts';

/** Leaves a file behind, wherever it is expanded or evaluated. */
const trap = 'touch${IFS}pwned';
const code = [
  'touch pwned',
  `$(${trap})`,
  `\`${trap}\``,
  `x=$(${trap}) : >pwned`,
  `cat <<END`,
  `$(${trap})`,
  'END',
  `[[ -v a[$(${trap})] ]]`,
];

const evil = `---
title: "$(${trap}) \`${trap}\`"
runbook:
  id: evil
  target: "$(${trap});${trap}"
  cwd: "$(${trap})"
  needs: ["$(${trap})", "\`${trap}\`", ";${trap}"]
  secrets: [PATH]
  inputs:
    SITE: { prompt: "$(${trap})", default: "$(${trap})" }
    KEY: { prompt: "\`${trap}\`", secret: true }
---

# $(${trap}) \`${trap}\`

Prose with $(${trap}).

GATE: $(${trap})
${block(`id=gated gate="destroy $HOME" cwd="$(${trap})" timeout=1s confirm="$(${trap})"`, ...code)}
> Expect: contains '$(${trap})'
${block(`readonly id=look expect="contains '$(${trap})'" within=2s every=1s`, 'echo harmless', `echo "$(ls)"`)}
${block('auto id=auto', "touch pwned   # expect contains 'x'", ...code)}
${block('manual', ...code)}
${block('doc', ...code)}
\`\`\`output
$(${trap})
\`\`\`

<!-- runbook: include="./part.md" id=part when="$SITE = '$(${trap})'" -->
${block(`auto id=loop each="HOST in a b" when="$SITE != '$(${trap})'" once strict`, ...code)}
${block(`readonly id=take capture="ID=/([$][(]touch.*)/" about=1s`, 'cat here')}
${block('auto id=tty tty', ...code)}
<!-- runbook: stop="$(${trap})" when="$ID = '$(${trap})'" -->

## Acceptance

- [ ] $(${trap})
- [ ] \`${trap}\`, by a block

  ${block('readonly id=item', 'cat here').trim().replaceAll('\n', '\n  ')}

## Rollback
${block('id=undo', ...code)}
`;

/** What the others include. */
const part = `---\nrunbook: part\n---\n\n# $(${trap})\n${block('readonly id=set', 'x=1')}${block('auto id=within', ...code)}`;

/** The same where a trusted document may not have it: it is refused, and read all the same. */
const refused = evil
  .replace('destroy $HOME', `destroy $(${trap})`)
  .replace('in a b', `in $(${trap}) ;${trap} b`);

const documents: Readonly<Record<string, string>> = {
  [`runbooks/$(${trap}).md`]: evil,
  [`docs/;${trap};\`${trap}\`.md`]: evil,
  'runbooks/--eval.md': refused,
  'runbooks/part.md': part,
  'docs/part.md': part,
};

export const reading: readonly Row[] = [
  {
    promise: 'Reading, listing, linting and showing a plan execute nothing.',
    async observe(make) {
      const startup = `${trap.replace('${IFS}', ' ')}\n`;
      const project = make({
        'startup.sh': startup,
        '.bashrc': startup,
        '.profile': startup,
        'tmp/here': '',
      });
      const files = Object.keys(documents);
      for (const [index, file] of files.entries()) {
        project.write(file, documents[file]?.replace('id: evil', `id: evil-${index}`) ?? '');
      }
      const at = (name: string) => `${project.directory}/${name}`;
      Object.assign(project.env, {
        BASH_ENV: at('startup.sh'),
        ENV: at('startup.sh'),
        TMPDIR: at('tmp'),
        PS4: `$(${trap})`,
      });
      const before = inventory(project.directory);
      const commands = [
        ['show', 'evil-0', '--json'],
        ['show', 'evil-0'],
        ['run', 'evil-0', '--dry-run', '--input', `SITE=$(${trap})`],
        ['list'],
        ['list', '--json'],
        ['lint'],
        ['lint', '--format', 'json', ...files],
        ...files.slice(1).map((file) => ['show', `./${file}`]),
        ['show', `$(${trap})`],
        ['runs'],
      ];
      const finished = await Promise.all(commands.map((args) => project.run(args)));
      expect(inventory(project.directory)).toEqual(before);
      // They did look: the plan is printed, and the documents' text with it.
      const [json, shown, planned, listed] = finished.map(({ stdout }) => stdout);
      const ids = JSON.parse(json ?? '').steps.map(({ id }: { id: string }) => id);
      for (const id of ['gated', 'part/within', 'loop[b]', 'take', 'acceptance-1']) expect(ids).toContain(id);
      for (const text of [json, shown, planned]) expect(text).toContain(`$(${trap})`);
      expect(listed).toMatch(/^evil-0 /m);
      expect(finished.map(({ exit }) => exit)).not.toContain(70);
    },
  },
];
