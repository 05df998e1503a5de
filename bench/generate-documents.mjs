import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers that look random and are the same every time (mulberry32). */
function createDice(seed) {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

const nouns = 'ingress queue broker replica volume certificate gateway tenant cache ledger'.split(' ');
const prose = [
  'Whoever is on call does this together with a second person, who reads along and says stop where something looks odd.',
  'The dashboards lag by about two minutes; what they show right after a change is what was true before it.',
  'Nothing below needs root on the hosts themselves. Where a command asks for it, the sudo rule of the team covers it.',
  'A *partial* state is worse than none: when a step fails, go back to the last step that held, and begin there again.',
  'The `status` page has to say **maintenance** before the first gate, or the pager of three other teams goes off.',
];

/** Code as runbooks hold it: mostly plain commands, some pipes, a loop, a heredoc. `n` makes it different every time. */
const blocks = [
  (noun, n) => [
    'readonly expect="some Running lines"',
    `kubectl -n ${noun} get pods -o wide\nkubectl -n ${noun} get events | tail -n ${n}`,
  ],
  (noun, n) => [
    'readonly expect="some lines"',
    `systemctl status ${noun}-${n}\njournalctl -u ${noun}-${n} -n 50`,
  ],
  (noun, n) => [
    'gate expect="1 scaled line"',
    `kubectl -n ${noun} scale deployment/${noun}-${n} --replicas=0   # not below the quota\n`,
  ],
  (noun, n) => [
    'readonly expect="some lines"',
    `df -h /var/lib/${noun}\ndu -sh "/var/lib/${noun}/shard-${n}"`,
  ],
  (noun, n) => [
    'readonly expect="3 host lines"',
    `for host in ${noun}0 ${noun}1 ${noun}2; do\n  echo "host $host: $(ssh "$host" uptime -p) ${n}"\ndone`,
  ],
  (noun, n) => [
    `gate="replace ${noun} ${n}" expect="1 configured line"`,
    `kubectl apply -f - <<'END'\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${noun}-${n}\nEND`,
  ],
  (noun, n) => [
    'readonly expect="some lines"',
    `curl -fsS "https://${noun}.example.net/health?shard=${n}" | jq .status`,
  ],
];

const rows = (dice) =>
  [
    '| host | role | state |',
    '|---|---|---|',
    ...[0, 1, 2].map((at) => `| ${nouns[dice(10)]}${at} | ${nouns[dice(10)]} | ready |`),
  ].join('\n');

/** One runbook of about 6 KB: eight sections with prose, a list or a table, and a block each. */
export function generateDocument(index) {
  const dice = createDice(index + 1);
  const sections = Array.from({ length: 8 }, (_, at) => {
    const noun = nouns[dice(nouns.length)];
    const [info, code] = blocks[dice(blocks.length)](noun, index * 8 + at);
    const list = prose
      .slice(0, 3)
      .map((line) => `- ${line.slice(0, 60 + dice(20))}`)
      .join('\n');
    return [
      `## ${at + 1}. The ${noun} of shard ${index}-${at}`,
      prose[dice(5)],
      at % 3 === 0 ? rows(dice) : list,
      `${prose[dice(5)]} See [the first section](#1-the-${noun}) or <https://example.net/${noun}>.`.replace(
        /\(#[^)]*\)/,
        '(README.md)',
      ),
      `\`\`\`bash ${info}\n${code.trimEnd()}\n\`\`\``,
    ].join('\n\n');
  });
  return `---\nrunbook: bench-${index}\n---\n\n# Runbook ${index}\n\n${sections.join('\n\n')}\n`;
}

/** A project with that many runbooks below `runbooks/`, a hundred in a folder. */
export function writeProject(folder, count) {
  writeFileSync(join(folder, 'runbook.config.yaml'), 'runbooks: runbooks\n');
  for (let index = 0; index < count; index += 1) {
    const directory = join(folder, 'runbooks', `group-${Math.floor(index / 100)}`);
    if (index % 100 === 0) {
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, 'README.md'), '# A group of runbooks\n');
    }
    writeFileSync(join(directory, `bench-${index}.md`), generateDocument(index));
  }
}
