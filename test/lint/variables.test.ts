import { describe, expect, test } from 'vitest';
import type { KnownRunbook, Repository } from '../../src/lint/repository.ts';
import { block, lintDocument } from './lint-document.ts';

const wanted = ['variable-never-set', 'variable-misspelt', 'unused-variable'];

async function find(body: string, repository?: Repository): Promise<readonly string[]> {
  const found = await lintDocument(body, repository === undefined ? {} : { repository });
  return found
    .filter(({ ruleId }) => wanted.includes(ruleId ?? ''))
    .map(({ ruleId, line, reason }) => `${line} ${ruleId} ${/\$?[A-Z]\w*/.exec(reason.slice(10))?.[0]}`);
}

/** A project in which these runbooks stand beside the document. */
function beside(texts: Readonly<Record<string, string>>): Repository {
  const runbooks = Object.keys(texts).map((file): KnownRunbook => ({ id: null, file, after: [] }));
  return {
    runbooks,
    find: () => ({ type: 'unknown', nearest: [] }),
    at: () => null,
    withId: () => [],
    look: () => null,
    read: (path) => texts[path] ?? null,
    anchors: () => null,
  };
}

const use = block('bash readonly when="$STATE = up"', 'juju status').replace('# T\n', '## U\n');
const never = '11 variable-never-set $STATE';

describe('a variable in a condition', () => {
  test.each([
    ['an assignment', 'STATE=up'],
    ['an assignment before a command that exports', 'export STATE=up'],
    ['declare', 'declare STATE'],
    ['read', 'read -r STATE < state'],
    ['printf -v', 'printf -v STATE up'],
    ['a loop', 'for STATE in up; do true; done'],
    ['a default', ': "' + '$' + '{STATE:=up}"'],
    ['a function', 'look() { STATE=up; }'],
    ['a file that is read', '. ./state.sh'],
    ['text as code', 'eval "$(./state)"'],
    ['the session, since a block counts on it', 'echo "$STATE"'],
  ])('may come from %s', async (_, code) => {
    expect(await find(block('bash', code) + use)).toEqual([]);
  });

  test('is missed where only a later block sets it', async () => {
    const later = block('bash', 'STATE=up').replace('# T\n', '## V\n');
    expect(await find(block('bash readonly', 'juju models') + use + later)).toEqual([never]);
  });

  test('is missed once for a section, and in its first step', async () => {
    const body = `# T\n\n<!-- runbook: when="$STATE = up" -->\n\n\`\`\`bash\nSTATE=up\n\`\`\`\n\n\`\`\`bash readonly\njuju status\n\`\`\`\n`;
    expect(await find(body)).toEqual(['6 variable-never-set $STATE']);
  });

  test('may be empty where it is compared with nothing', async () => {
    expect(await find(block('bash readonly when="not ($STATE = \'\')"', 'juju status'))).toEqual([]);
  });

  test('is a slip one letter from what is set, but for digits and short names', async () => {
    const compare = (set: string, when: string) =>
      find(
        block('bash', `${set}=1`) +
          block(`bash readonly when="$${when} = 1"`, 'juju status').replace('# T\n', '## U\n'),
      );
    expect(await compare('STATE', 'STAET')).toEqual(['11 variable-misspelt $STAET']);
    expect(await compare('WEB1', 'WEB2')).toEqual(['11 variable-never-set $WEB2']);
    expect(await compare('ID', 'IP')).toEqual(['11 variable-never-set $IP']);
  });
});

test('a phrase may name the item of its own block, and nothing that only another one had', async () => {
  const phrase = (info: string) => block(`bash gate="wipe \${HOST} now" ${info}`, 'ssh "x$HOST" true');
  expect(await find(phrase('each="HOST in web1 web2"'))).toEqual([]);
  expect(await find(block('bash gate="wipe ${HOST} now"', 'true'))).toEqual(['6 variable-never-set $HOST']);
});

test('a document that others include is not judged, and one that they only mention is', async () => {
  const body = block('bash readonly', 'juju models') + use;
  expect(await find(body, beside({ 'runbooks/y.md': '<!-- runbook: include="x#u" -->' }))).toEqual([]);
  expect(await find(body, beside({ 'runbooks/y.md': 'see x.md and `include="other"`' }))).toEqual([never]);
});

describe('what is captured', () => {
  const capture = block('bash readonly capture="STATE=/(up)/"', 'juju status');
  test('is missed where nothing uses it', async () => {
    expect(await find(capture, beside({}))).toEqual(['6 unused-variable STATE']);
  });
  test.each([
    ['a later block', capture + block('bash readonly', 'echo "$STATE"').replace('# T\n', '## U\n'), {}],
    ['a condition', capture + use, {}],
    ['another runbook', capture, { 'runbooks/y.md': 'when="$STATE = up"' }],
  ])('may be used by %s', async (_, body, texts) => {
    expect(await find(body, beside(texts))).toEqual([]);
  });
});

test('an item may be used where the block does not name it: by what it exports to', async () => {
  const each = block('bash readonly each="HOST in web1 web2"', 'scripts/look.sh');
  expect(await find(each)).toEqual(['6 unused-variable $HOST']);
  const exported = block('bash', 'export HOST').replace('# T\n', '## U\n');
  expect(await find(exported + each)).toEqual([]);
});
