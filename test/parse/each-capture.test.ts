import { describe, expect, test } from 'vitest';
import { expectMessages } from './expect-messages.ts';
import { block, fence, parseTrusted } from './parse-document.ts';

describe('each', () => {
  test.each([
    ['HOST in openstack0 openstack1', 'HOST', ['openstack0', 'openstack1']],
    [' H  in  10.0.0.1:80 /srv/a a@b ', 'H', ['10.0.0.1:80', '/srv/a', 'a@b']],
    ['in in in', 'in', ['in']],
  ])('%s', (value, variable, items) => {
    const { steps, problems } = parseTrusted(fence(`bash each="${value}"`));
    expect(problems).toEqual([]);
    expect(block(steps).each).toEqual({ variable, items });
  });

  test('stands beside polling and on a console fence', () => {
    const { problems } = parseTrusted(
      fence('bash readonly each="H in a b" within=3s expect="some a lines"', 'echo $H') +
        fence('console each="H in a b"', '$ echo $H\na'),
    );
    expect(problems).toEqual([]);
  });

  test.each([
    ['HOST', '1:15-1:19 Unexpected `HOST`, expected each="NAME in one two three"'],
    ['HOST of a b', '1:15-1:26 Unexpected `HOST of a b`, expected each="NAME in'],
    ['HOST in', '1:15-1:22 Unexpected end, expected what `HOST` is to be'],
    ['A-B in a', '1:15-1:18 Unexpected `A-B`, expected the name of a variable'],
    ['PATH in a', '1:15-1:19 Unexpected variable `PATH`, which means something to the shell'],
    ['H in $A b', '1:20-1:22 Unexpected `$A`, expected a word as it stands: nothing is expanded'],
    ['H in a*', '1:20-1:22 Unexpected `a*`, expected a word as it stands'],
    ['H in a[0]', '1:20-1:24 Unexpected `a[0]`, expected a word as it stands'],
    ['H in {a,b}', '1:20-1:25 Unexpected `{a,b}`, expected a word as it stands'],
    ["H in 'a b'", "1:20-1:22 Unexpected item `'a`, expected letters, digits"],
    ['H in -x', '1:20-1:22 Unexpected item `-x`, expected letters'],
    ['H in a b a', '1:24-1:25 Unexpected second `a`, expected each item once'],
  ])('%s is an error', (value, message) => {
    const { messages, steps } = parseTrusted(fence(`bash each="${value}"`));
    expect(messages[0]).toContain(message);
    expect(block(steps).each).toBeNull();
  });

  test.each(['manual', 'doc'])('on a %s block it has no effect', (mode) => {
    const { problems } = parseTrusted(`${fence(`bash ${mode} each="H in a"`)}${fence('bash')}`);
    expect(problems).toEqual([`1:${10 + mode.length} annotation-without-effect`]);
  });
});

describe('capture', () => {
  test.each([
    [
      'ID=/uuid (\\S+)/',
      'ID',
      { type: 'pattern', pattern: { type: 'regex', source: 'uuid (\\S+)', flags: 'u' } },
    ],
    ['ID = /(?:a|b)=(\\d)/i', 'ID', { type: 'pattern', pattern: { source: '(?:a|b)=(\\d)', flags: 'iu' } }],
    [
      "ID=$.machines[0]['agent-state']",
      'ID',
      { type: 'json', path: [{ key: 'machines' }, { index: 0 }, {}] },
    ],
    ['N=$.machines.length', 'N', { type: 'json', path: [{}, { type: 'length' }] }],
  ])('%s', (value, variable, from) => {
    const { steps, problems } = parseTrusted(fence(`bash capture="${value}"`));
    expect(problems).toEqual([]);
    const { capture } = block(steps);
    expect(capture).toMatchObject({ variable, from, text: value });
    expect(capture?.source.position).toMatchObject({
      start: { line: 4, column: 18 },
      end: { line: 4, column: 18 + value.length },
    });
  });

  test.each([
    ['ID', '1:18-1:20 Unexpected `ID`, expected capture="NAME='],
    ['=/(a)/', '1:18-1:19 Unexpected ``, expected the name of a variable'],
    ['A B=/(a)/', '1:18-1:21 Unexpected `A B`, expected the name of a variable'],
    ['IFS=/(a)/', '1:18-1:21 Unexpected variable `IFS`, which means something to the shell'],
    ['ID=', '1:21-1:21 Unexpected end, expected capture='],
    ['ID=a', '1:21-1:22 Unexpected `a`, expected capture='],
    ['ID=/a/', '1:21-1:24 Unexpected pattern with 0 groups, expected one'],
    ['ID=/(a)(b)/', '1:21-1:29 Unexpected pattern with 2 groups, expected one'],
    ['ID=/(a/', '1:21-1:25 Unexpected regular expression /(a/: unterminated group'],
    ['ID=/(a)', '1:21-1:25 Unexpected \\"/\\" that begins a regular expression without an end'],
    ['ID=/(a)/g', '1:21-1:27 Unexpected \\"g\\" after the regular expression'],
    ['ID=/(a)/ b', '1:27-1:28 Unexpected `b`, expected nothing behind `/(a)/`'],
    ['ID=$.a[*]', '1:21-1:27 Unexpected `[*]`, expected the path of one value'],
    ['ID=$a', '1:22-1:23 Unexpected a directly after $'],
  ])('%s is an error', (value, message) => {
    expectMessages(fence(`bash capture="${value}"`), [message.replaceAll('\\"', '"')]);
  });

  test('beside each is an error', () => {
    expectMessages(fence('bash each="H in a b" capture="A=/(a)/"'), [
      '1:25-1:42 Unexpected `capture` beside `each`: each item would overwrite',
    ]);
  });
});
