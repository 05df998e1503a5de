import { afterAll, describe, expect, test } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { plainText, plainWords } from '../../src/report/plain-text.ts';
import { renderRunHtml } from '../../src/report/run-html.ts';
import { answered, begin, by, end, opened, started, verdict } from '../ui/told-runs.ts';
import { Browser, digest } from './browser.ts';
import { hostileLines, hostileText } from './hostile-text.ts';
import { record } from './records.ts';
import { hostileRun, richEvents, sources } from './rich-run.ts';

const browser = new Browser();
afterAll(() => browser.close());

const rich = () => renderRunHtml(record(...richEvents), sources(hostileLines), digest);

const hostile = () =>
  renderRunHtml(
    record(...hostileRun()),
    {
      ...sources(hostileLines),
      findStep: () => ({ section: 's', text: hostileLines, isCode: true, file: hostileText, line: 1 }),
    },
    digest,
  );

describe.each([360, 1280])('at %d pixels', (width) => {
  test.each([false, true])(
    'a run reads without scrolling sideways, asks for nothing, complains of nothing (dark: %j)',
    async (dark) => {
      for (const html of [rich(), hostile()]) {
        const { page, complaints, requests } = await browser.open(html, { width, dark });
        await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true; })');
        const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        expect([await page.evaluate(wide), complaints, requests]).toEqual([0, [], []]);
        await page.close();
      }
    },
  );
});

describe('a page', () => {
  test('shows everything hostile as text', async () => {
    const { page, complaints, requests } = await browser.open(hostile(), { width: 1280 });
    const found = await page.evaluate(`({
      taken: globalThis.taken ?? null,
      elements: [...new Set([...document.querySelectorAll('*')].map((each) => each.localName))].sort(),
      handlers: [...document.querySelectorAll('*')].flatMap((each) => each.getAttributeNames()).filter((name) => /^on|^style$|^src$/.test(name)),
      links: [...document.querySelectorAll('a')].map((each) => each.getAttribute('href')).filter((href) => !href.startsWith('#step-')),
      output: document.querySelector('pre.out').textContent,
      code: document.querySelector('pre.code').textContent,
      heading: document.querySelector('h1').textContent,
      title: document.title,
    })`);
    expect(found).toEqual({
      taken: null,
      elements: [
        ...[
          'a',
          'article',
          'b',
          'bdi',
          'body',
          'code',
          'dd',
          'details',
          'div',
          'dl',
          'dt',
          'footer',
          'h1',
          'h2',
        ],
        ...['h3', 'head', 'header', 'html', 'i', 'li', 'main', 'meta', 'ol', 'p', 'pre', 'rect', 'section'],
        ...[
          'small',
          'span',
          'style',
          'summary',
          'svg',
          'table',
          'tbody',
          'td',
          'th',
          'thead',
          'time',
          'title',
          'tr',
          'ul',
        ],
      ],
      handlers: [],
      links: [],
      output: plainText(hostileLines),
      code: plainText(hostileLines),
      heading: plainWords(hostileText),
      title: expect.stringContaining('<script>globalThis.taken = 1</script>'),
    });
    expect([complaints, requests]).toEqual([[], []]);
    await page.close();
  });

  test('holds no character that a reader could not see', () => {
    const allowed = /[\p{C}\p{Zl}\p{Zp}]/u;
    expect(
      hostile()
        .replace(/[\n\t]/g, '')
        .match(allowed),
    ).toBeNull();
    expect(plainText('\x1b[31m10.12.8.0\tDRIFT\x1b[0m\r\n\u202e\x07\0')).toBe(
      '10.12.8.0\tDRIFT\n\\u{202e}\\x07\\x00',
    );
  });

  test('forbids by its policy what it does not contain, were it to get in', async () => {
    const smuggled = rich().replace(
      '</main>',
      '<script>globalThis.taken = 1</script><img src="https://example.invalid/x.png" alt=""><p style="color: red">x</p></main>',
    );
    const { page, complaints, finished } = await browser.open(smuggled, { width: 1280 });
    expect(await page.evaluate('globalThis.taken ?? null')).toBeNull();
    expect(finished).toEqual([]);
    expect(complaints.length).toBeGreaterThanOrEqual(3);
    await page.close();
  });

  test('prints with every output unfolded', async () => {
    const { page } = await browser.open(rich(), { width: 1280 });
    const visible = '[...document.querySelectorAll("pre.out")].map((each) => each.checkVisibility())';
    expect(new Set(await page.evaluate<boolean[]>(visible))).toEqual(new Set([false]));
    await page.emulateMedia({ media: 'print' });
    expect(new Set(await page.evaluate<boolean[]>(visible))).toEqual(new Set([true]));
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await page.close();
  });

  test('says who did what, what was typed and why, what was expected and found', () => {
    const text = rich()
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, ' ');
    for (const said of [
      'Done, not all of it passed 5 passed, 1 skipped, 1 deviated',
      'Operatorsubuntu (jesse), ubuntu (kim)',
      'handed overfrom ubuntu (jesse) to ubuntu (kim), 2026-11-21 14:03:31 UTC',
      'Gate: yes by ubuntu (jesse) after 1.0s, typed y, then recidr openstack',
      'Gate: skip by ubuntu (jesse) after 1.0s Reason: done by hand'.replace(' Reason', 'Reason'),
      '✗3 DRIFT lines (.8/.12/.16)5 of 212 lines10.12.80.0/22 DRIFT',
      'Accepted as a deviation: known since last week — ubuntu (kim)',
      'the cable was in port 7 — ubuntu (kim)',
      'destroysbash carve.sh (line 7: runs `rm -rf x` (carve.sh:2))',
      '3 attempts not there yet, the last: expected 4 Ready lines — found 3 of 4 lines',
      `Journal head${'ab'.repeat(32)}`,
    ]) {
      expect(text).toContain(said);
    }
  });

  test('says how much of an output is left out, and where all of it is', () => {
    const cut = sources('beginning\n', { tail: 'end\n', bytes: 5_000_014, leftOut: 5_000_000 });
    const html = renderRunHtml(record(...richEvents), cut, digest);
    expect(html).toContain('4.8 MiB left out here; all of it is in drift-1.log');
    expect(html).toMatch(/<pre class="out">beginning<\/pre>[\s\S]*<pre class="out">end<\/pre>/);
  });

  test('says what a run that is done has behind it', () => {
    const failed = end('drift', {
      status: 'unexpected',
      verdicts: [verdict({ ok: false, found: 'no line' })],
    });
    const retried: Event = { type: 'remedy-chosen', step: 'drift', remedy: 'retry', reason: null, by };
    const events = [
      started,
      begin('drift'),
      failed,
      retried,
      begin('drift', 2),
      end('drift', {}, 2),
      opened('recidr'),
    ];
    const declined = answered('recidr', 'decline', ['y', 'destroy', 'recidr']);
    const html = renderRunHtml(record(...events, declined), sources(), digest).replace(/<[^>]*>/g, '');
    expect(html).toContain('failed at firstdrift 1 attempt failed before it passed: expected 3 DRIFT lines');
    expect(html).toContain(
      'declinedrecidr gate: no, typed “y”, then “destroy”, then “recidr” — ubuntu (jesse)',
    );
  });

  test('shows what was done in a shell, and does not vouch for it', () => {
    const shell = sources().readLog;
    const readLog: typeof shell = (name, output, limit) =>
      name === 'recidr-shell.log' && output === null
        ? { state: 'unrecorded', head: '$ \x1b[1mrm\x1b[0m <x>\n', tail: '', bytes: 12, leftOut: 0 }
        : shell(name, output, limit);
    const html = renderRunHtml(record(...richEvents), { ...sources(), readLog }, digest);
    expect(html).toContain('<summary>Recording without a hash in the journal, 12 bytes</summary>');
    expect(html).toContain('<pre class="out">$ rm &lt;x&gt;</pre>');
  });

  test('leaves out most of a thousand polls, and says so', () => {
    const polls = Array.from({ length: 1000 }, (_, index) => [
      begin('hosts-ready', index + 1),
      end('hosts-ready', { verdicts: [verdict({ ok: false, found: `${index} lines` })] }, index + 1, true),
    ]).flat();
    const html = renderRunHtml(record(started, ...polls), sources(), digest);
    expect(html).toContain('1000 attempts not there yet');
    expect(html).toContain('950 earlier attempts left out here');
    expect(html.match(/<pre class="out">/g)).toHaveLength(50);
    expect(html.length).toBeLessThan(1_000_000);
  });

  test('tells where a wait begins anew, outside of what is folded', () => {
    const polls = Array.from({ length: 4 }, (_, index) => {
      const anew = index === 2 ? { anew: { within: '30m', waited: 750_000 } } : {};
      return [
        { ...begin('hosts-ready', index + 1), ...anew } as Event,
        end('hosts-ready', { verdicts: [verdict({ ok: false })] }, index + 1, true),
      ];
    }).flat();
    const html = renderRunHtml(record(started, ...polls), sources(), digest);
    const said = '<p class="iso">The wait of 30m begins anew, after 12m30s and 2 attempts on record</p>';
    expect(html.split(said)).toHaveLength(2);
    expect(html.match(/2 attempts not there yet/g)).toHaveLength(2);
    expect(html.slice(0, html.indexOf(said)).match(/<details/g)?.length).toBe(
      html.slice(0, html.indexOf(said)).match(/<\/details>/g)?.length,
    );
  });

  test('shows of polls that printed the same the first and the last, and says how many there are between', () => {
    const polls = (printed: (attempt: number) => string) =>
      Array.from({ length: 11 }, (_, index) => {
        const ended = end('hosts-ready', { verdicts: [verdict({ ok: false })] }, index + 1, true);
        if (ended.type !== 'block-ended') throw new Error('not the end of a block');
        const output = { ...ended.output, sha256: printed(index + 1) };
        return [begin('hosts-ready', index + 1), { ...ended, output }];
      }).flat();
    const page = (printed: (attempt: number) => string) =>
      renderRunHtml(record(started, ...polls(printed)), sources(), digest);
    const outputs = (html: string) => html.match(/<pre class="out">/g)?.length;

    const same = page(() => 'same');
    expect(same).toContain('<p class="cut">9 attempts in between printed the same and came to the same</p>');
    expect(outputs(same)).toBe(2);

    const changing = page((attempt) => (attempt <= 4 ? 'first' : 'then'));
    expect(changing.match(/\d attempts in between/g)).toEqual([
      '2 attempts in between',
      '5 attempts in between',
    ]);
    expect(outputs(changing)).toBe(4);

    expect(outputs(page(String))).toBe(11);
  });

  test('does not pass an output off as recorded that was changed, lost, or never closed', () => {
    const page = (state: 'changed' | 'missing' | 'unrecorded') =>
      renderRunHtml(record(...richEvents), sources('x\n', { state }), digest);
    expect(page('changed')).toContain('This is not what the run recorded');
    expect(page('missing')).toContain('is not there or cannot be read');
    expect(page('unrecorded')).toContain('nothing vouches for this output');
  });
});
