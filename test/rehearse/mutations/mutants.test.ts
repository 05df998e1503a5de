import { describe, expect, test } from 'vitest';
import { parseRunbook } from '../../../src/parse/parse-runbook.ts';
import { loadBashParser } from '../../../src/shell/load-bash-parser.ts';
import { makeProject } from '../rehearse-text.ts';
import { generateMutants, sampleMutants } from './generate-mutants.ts';
import { Executioner } from './kill-mutants.ts';
import { ProvingGround } from './proving-ground.ts';

const text = `---
runbook: flow
---
# Flow

\`\`\`bash readonly id=look expect="some state lines; no ERROR lines" capture="STATE=/state (\\w+)/"
tool state
\`\`\`

\`\`\`bash readonly id=three
tool list   # expect 3 DRIFT lines (.8/.12/.16)
\`\`\`

## Dirty

<!-- runbook: when="$STATE = dirty and $STATE != ''" -->

<!-- runbook: include="other#two" id=rest -->

\`\`\`bash readonly id=after
tool list
\`\`\`

> Expect: \`$.length >= 2\`

<!-- runbook: stop="enough" when="$STATE = partial" -->
`;

const other = `---
runbook: other
---
## One

\`\`\`bash auto id=one
echo one
\`\`\`

## Two

\`\`\`bash auto id=two
echo two
\`\`\`
`;

const parser = await loadBashParser();
const parse = (body: string, file: string) =>
  parseRunbook(body, { file, belowRunbooks: true, bash: parser }).runbook;
const flow = parse(text, 'runbooks/flow.md');
const both = [flow, parse(other, 'runbooks/other.md')];

test('every claim, condition and route of a runbook is changed, where it stands', () => {
  const mutants = generateMutants(flow, both);
  expect(
    mutants.map(({ id, line }) => `${line} ${id.replace('runbooks/flow.md ', '')}`),
  ).toMatchInlineSnapshot(`
    [
      "6 look: some state lines → no state lines",
      "6 look: some state lines → at least 2 state lines",
      "6 look: some state lines → some statex lines",
      "6 look: some state lines; → nothing",
      "6 look: ; no ERROR lines → nothing",
      "6 look: no ERROR lines → some ERROR lines",
      "6 look: no ERROR lines → at most 1 ERROR lines",
      "6 look: no ERROR lines → no ERRORx lines",
      "11 three: # expect 3 DRIFT lines (.8/.12/.16) → nothing",
      "11 three: 3 DRIFT lines (.8/.12/.16) → 3 DRIFT lines (.9/.12/.16)",
      "11 three: 3 DRIFT lines (.8/.12/.16) → 3 DRIFT lines (.8/.13/.16)",
      "11 three: 3 DRIFT lines (.8/.12/.16) → 3 DRIFT lines (.8/.12/.17)",
      "11 three: 3 DRIFT lines (.8/.12/.16) → 2 DRIFT lines (.8/.12)",
      "11 three: 3 DRIFT lines (.8/.12/.16) → 3 DRIFTx lines (.8/.12/.16)",
      "16 #dirty: <!-- runbook: when="$STATE = dirty and $STATE != ''" --> → nothing",
      "16 #dirty: $STATE = dirty and $STATE != '' → $STATE != dirty and $STATE != ''",
      "16 #dirty: $STATE = dirty and $STATE != '' → $STATE = dirty and $STATE = ''",
      "16 #dirty: $STATE = dirty and $STATE != '' → $STATE = dirty or $STATE != ''",
      "16 #dirty: $STATE = dirty and $STATE != '' → $STATE = dirtyx and $STATE != ''",
      "16 #dirty: $STATE = dirty and $STATE != '' → $STATE = dirty",
      "16 #dirty: $STATE = dirty and $STATE != '' → $STATE != ''",
      "18 rest: <!-- runbook: include="other#two" id=rest --> → nothing",
      "18 rest: other#two → other",
      "18 rest: other#two → other#one",
      "24 after: > Expect: \`$.length >= 2\` → nothing",
      "24 after: $.length >= 2 → $.length < 2",
      "24 after: $.length >= 2 → $.length >= 3",
      "26 dirty-3: <!-- runbook: stop="enough" when="$STATE = partial" --> → nothing",
      "26 dirty-3: when="$STATE = partial" → nothing",
      "26 dirty-3: $STATE = partial → $STATE != partial",
      "26 dirty-3: $STATE = partial → $STATE = partialx",
    ]
  `);
  for (const mutant of mutants) expect(mutant.text).not.toBe(text);
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
});

test('what is left out leaves no trace of it', () => {
  const lines = generateMutants(flow, both)
    .filter(({ id }) => id.endsWith('→ nothing'))
    .map((mutant) =>
      mutant.text
        .split('\n')
        .filter((line) => !text.split('\n').includes(line))
        .join('\n'),
    );
  expect(lines).toMatchInlineSnapshot(`
    [
      "\`\`\`bash readonly id=look expect="no ERROR lines" capture="STATE=/state (\\w+)/"",
      "\`\`\`bash readonly id=look expect="some state lines" capture="STATE=/state (\\w+)/"",
      "",
      "",
      "",
      "",
      "",
      "<!-- runbook: stop="enough" -->",
    ]
  `);
});

test('a sample is the same for the same seed, and another for another', () => {
  const mutants = generateMutants(flow, both);
  const ids = (seed: number) => sampleMutants(mutants, 5, seed).map(({ id }) => id);
  expect(ids(1)).toEqual(ids(1));
  expect(ids(1)).not.toEqual(ids(2));
});

describe('a mutant', () => {
  const runbook = `---
runbook: flow
---
\`\`\`bash readonly id=look
tool   # expect 2 lines; no bad lines
\`\`\`
`;
  const scenario = 'runbook: flow\nstand-ins: {tool: "echo one; echo two"}\noutcome: done\n';

  test('is killed by a scenario that fails with it, else it survives; one that is refused is neither', async () => {
    const root = makeProject({
      'runbooks/flow.md': runbook,
      'runbooks/flow.rehearsal.yaml': scenario,
      'runbook.config.yaml': 'runbooks: runbooks\n',
    });
    const ground = await ProvingGround.open(root);
    const [document] = await ground.runbooks();
    if (document === undefined) throw new Error('no runbook');
    const fates = await new Executioner(ground).kill(generateMutants(document, [document]), 2, () => {});
    expect(
      fates.map(({ mutant, type }) => `${type} ${mutant.id.replace(/^.*: /, '')}`),
    ).toMatchInlineSnapshot(`
      [
        "killed 2 lines → 3 lines",
        "killed 2 lines → 1 lines",
        "invalid 2 lines; → nothing",
        "survived ; no bad lines → nothing",
        "killed no bad lines → some bad lines",
        "survived no bad lines → at most 1 bad lines",
        "survived no bad lines → no badx lines",
      ]
    `);
  });
});
