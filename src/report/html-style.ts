/** The whole style of a report. It fetches nothing, and it prints. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --page: #fbfaf8; --card: #ffffff; --line: #e4e1dc; --ink: #23272d; --quiet: #646b74; --sunk: #f4f2ee;
  --good: #1c7a4d; --bad: #b3261e; --alert: #8a5a00; --link: #2b5c9e;
  --good-wash: #eaf5ee; --bad-wash: #fcedeb; --alert-wash: #fbf3e2; --quiet-wash: #f1efec; --wait: #d9b366;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16181c; --card: #1c1f24; --line: #30353c; --ink: #dde1e6; --quiet: #98a1ac; --sunk: #15171b;
    --good: #6cc495; --bad: #f28b82; --alert: #e0b04f; --link: #8ab4f0;
    --good-wash: #1a2b22; --bad-wash: #34201f; --alert-wash: #2e2818; --quiet-wash: #24282e; --wait: #7a6232;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
h1, h2, h3, p, ol, ul, dl, dd { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1 { font-size: 1.7rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; }
h2 { font-size: 1.05rem; font-weight: 650; margin: 2.6rem 0 .8rem; }
h3 { font-size: 1rem; font-weight: 600; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
a:hover { color: var(--link); }
bdi, .iso { unicode-bidi: isolate; }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .86em; }
time, .took { font-variant-numeric: tabular-nums; }
.quiet { color: var(--quiet); }
.good { color: var(--good); } .bad { color: var(--bad); } .alert { color: var(--alert); }
.kicker { color: var(--quiet); margin-bottom: .3rem; }
.verdict { margin: 1.1rem 0 1.4rem; padding: .8rem 1rem; border-radius: 8px; border-left: 4px solid currentColor; }
.verdict span { color: var(--ink); }
.verdict b { margin-right: .5em; }
.verdict.good { background: var(--good-wash); } .verdict.bad { background: var(--bad-wash); }
.verdict.alert, .verdict.plain { background: var(--alert-wash); }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .3rem 1.4rem; }
.facts dt { color: var(--quiet); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.found a { font-weight: 600; }
.found li { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0 1rem; padding: .5rem 1rem; }
li + li { border-top: 1px solid var(--line); }
.overview li { display: grid; grid-template-columns: 1.2rem minmax(0, 1.1fr) minmax(0, 1fr) 4.5rem; gap: 0 .8rem; padding: .38rem 1rem; align-items: center; }
.overview a { text-decoration: none; }
.overview .took { text-align: right; }
.bar { display: block; width: 100%; height: 8px; border-radius: 3px; background: var(--quiet-wash); }
.bar .gate { fill: var(--wait); } .bar .block { fill: var(--link); }
.legend { margin-top: .5rem; font-size: .86em; }
.legend i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin: 0 .35em 0 .9em; vertical-align: -.05em; }
.legend .gate { background: var(--wait); } .legend .block { background: var(--link); }
.step { margin-top: .9rem; padding: .9rem 1rem; }
.step > header { display: flex; flex-wrap: wrap; gap: .1rem .7rem; align-items: baseline; }
.step > header .took { margin-left: auto; }
.step .status { font-weight: 600; }
.step > * + * { margin-top: .7rem; }
.act { display: grid; grid-template-columns: 4.6rem minmax(0, 1fr); gap: 0 .8rem; }
.act + .act { margin-top: .7rem; }
.act > time { color: var(--quiet); font-size: .86em; padding-top: .1em; }
.act > div > * + * { margin-top: .35rem; }
.claims { border-collapse: collapse; width: 100%; font-size: .93em; }
.claims th { text-align: left; font-weight: 400; color: var(--quiet); }
.claims th, .claims td { padding: .2rem .8rem .2rem 0; vertical-align: top; }
.claims td:first-child { width: 1.6rem; padding-right: .4rem; }
.claims td:nth-child(2) { width: 40%; }
pre {
  margin: 0; padding: .7rem .9rem; background: var(--sunk); border: 1px solid var(--line); border-radius: 6px;
  white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 8; direction: ltr; unicode-bidi: isolate; overflow: hidden;
}
pre.code { border-left: 3px solid var(--wait); }
pre + .cut, .cut + pre { margin-top: .35rem; }
details > summary { cursor: pointer; color: var(--quiet); width: fit-content; max-width: 100%; }
details > summary:hover { color: var(--ink); }
details[open] > summary { margin-bottom: .4rem; }
.cut { font-size: .86em; color: var(--alert); }
.reads { display: grid; grid-template-columns: fit-content(16rem) minmax(0, 1fr); gap: 0 .8rem; font-size: .93em; }
.log li { display: grid; grid-template-columns: 4.6rem minmax(0, 1fr); gap: 0 .8rem; padding: .3rem 1rem; border: 0; }
.log li.day { color: var(--quiet); font-size: .86em; padding-top: .8rem; display: block; }
.log li.beyond { background: var(--bad-wash); }
.log time { color: var(--quiet); font-size: .86em; padding-top: .12em; }
.log { padding: .5rem 0; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: .9em; }
footer p + p { margin-top: .4rem; }
@media (max-width: 40rem) {
  main { padding: 1.4rem .9rem 3rem; }
  h1 { font-size: 1.35rem; }
  .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .facts dd { margin-bottom: .5rem; }
  .found li { grid-template-columns: minmax(0, 1fr); }
  .overview li { grid-template-columns: 1.2rem minmax(0, 1fr) 4rem; }
  .overview .took { grid-row: 1; grid-column: 3; }
  .overview .bar { grid-row: 2; grid-column: 2 / -1; margin-bottom: .2rem; }
  .act { grid-template-columns: minmax(0, 1fr); }
  .reads { grid-template-columns: minmax(0, 1fr); }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --line: #cfcfcf; --ink: #000000; --quiet: #4a4a4a; --sunk: #ffffff;
    --good: #14603b; --bad: #8f1d16; --alert: #6b4600; --link: #1d4a86;
    --good-wash: #ffffff; --bad-wash: #ffffff; --alert-wash: #ffffff; --quiet-wash: #eeeeee; --wait: #c9a04f;
  }
  @page { margin: 16mm 14mm; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h2 { margin-top: 1.6rem; break-after: avoid; }
  .found li, .overview li, .log li, .step > header { break-inside: avoid; }
  .step > header { break-after: avoid; }
  .bar, .legend i, .verdict { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; opacity: 1; }
  details > summary { list-style: none; }
}
`;
