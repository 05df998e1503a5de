/** What a program or a person might write to be more than text in a report. */
export const hostilePieces: readonly string[] = [
  '</pre></details></article><script>globalThis.taken = 1</script>',
  '<img src="https://example.invalid/x.png" onerror="globalThis.taken = 1">',
  '<style>* { display: none }</style>',
  '"><svg onload=globalThis.taken=1>',
  "' autofocus onfocus='globalThis.taken=1",
  '<!-- ',
  ']]>',
  '&lt;b&gt; &amp; &#60;',
  '\x1b[31mred\x1b[0m',
  '\x1b]0;title\x07',
  '\x1b]8;;https://example.invalid\x1b\\link\x1b]8;;\x1b\\',
  '\0\x01\x07\b\x7f\x9b',
  '\u202egnp.exe\u202c',
  '\u2066\u2028\u2029\ufeff\u200b',
  '\ud800 \udfff \ufffe \uffff',
  '`````` ``` ~~~',
  '# heading',
  '- [x] item',
  '1. first',
  '> quote',
  '| a | b |',
  '[link](https://example.invalid) ![image](https://example.invalid/i.png)',
  'see www.example.invalid|x and root@example.invalid\\',
  '*a* **b** _c_ ~~d~~ $e$ \\',
  '${process.exit()} {{x}}',
  'a'.repeat(500),
];

export const hostileText = hostilePieces.join(' ');
export const hostileLines = `${hostilePieces.join('\n')}\n`;
