/**
 * A sed script holds a command that runs a program or writes a file: `e`, `w`, `W`, or those flags behind an `s`.
 * Addresses, texts and the halves of `s` and `y` are taken out first; what is left are commands.
 */
export function sedWrites(script: string): boolean {
  const substitutes =
    /[sy]([^\w\s\\;{}])(?:\\[\s\S]|\[\^?\]?[^\]\n]*\]|(?!\1)[^\\])*\1(?:\\[\s\S]|(?!\1)[^\\])*\1([a-zA-Z0-9]*)/g;
  const bare = script
    .replace(
      /(^|[;{}\n,])([ \t]*)(?:\/(?:\\[\s\S]|\[\^?\]?[^\]\n]*\]|[^\\/\n])*\/|\\([^\s\w])(?:\\[\s\S]|(?!\3)[^\\])*\3)[IM]*/g,
      '$1$2',
    )
    .replace(/(^|[;{}\n!,\d$])([ \t]*)[aic](?:[ \t]*\\\n[^\n]*|[ \t][^\n]*|\\[^\n]*)/g, '$1$2');
  const flags = [...bare.matchAll(substitutes)].map(([, , flag = '']) => flag);
  if (flags.some((flag) => /[ew]/.test(flag))) return true;
  return /(?:^|[;{}\n!,\d$])[ \t]*[weW](?:[ \t]|$)/m.test(bare.replace(substitutes, ''));
}

const standard = /^"\/dev\/(?:stdout|stderr|tty|fd\/[12])"$|^"-"$/;
const filters = /^"(?:sort|uniq|cat|column|wc|head|tail|tr|cut)\b[^"|;&>`$]*"$/;

/** An awk program runs a command, or writes elsewhere than to its standard streams. */
export function awkWrites(program: string): boolean {
  const strings: string[] = [];
  const keep = (text: string) => `"${strings.push(text) - 1}"`;
  let bare = program.replace(/"(?:\\[\s\S]|[^"\\])*"/g, keep).replace(/#[^\n]*/g, '');
  if (/\bsystem\s*\(|\|&|\|\s*getline\b/.test(bare)) return true;
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(/\([^()]*\)/g, ' ').replace(/(^|[{;(,~!&|\n]\s*)\/(?:\\[\s\S]|[^\\/\n])*\//g, '$1 ');
  }
  const prints = bare.matchAll(/\bprintf?\b([^;{}\n]*)/g);
  return [...prints].some(([, what = '']) => {
    const [, target, command] =
      /(?:>>?([^=].*)|(?:^|[^|])\|([^|].*))$/.exec(what.replace(/\|\||>=/g, ' ')) ?? [];
    const text = (placed: string) => strings[Number(/^\s*"(\d+)"\s*$/.exec(placed)?.[1] ?? -1)] ?? '';
    if (target !== undefined) return !standard.test(text(target));
    return command !== undefined && !filters.test(text(command));
  });
}

/** Modules of which is known what they do, or whose calls that change something are known by name. */
const pythonModules = new Set(
  (
    'json sys re math cmath datetime time calendar collections itertools functools operator statistics ipaddress base64 ' +
    'binascii hashlib hmac csv io string textwrap pprint yaml toml tomllib configparser xml html urllib.parse difflib decimal ' +
    'fractions typing uuid os shutil subprocess pathlib glob fnmatch struct zlib random enum dataclasses requests platform'
  ).split(' '),
);

/** A Python program imports something of which nothing is known, or reaches what it uses by a name made when it runs. */
export function pythonIsUnclear(program: string): boolean {
  if (/\b(?:getattr|setattr|globals|vars|compile|breakpoint)\s*\(|__\w+__(?!\s*==)/.test(program))
    return true;
  const imports = program.matchAll(
    /(?:^|[;\n:])\s*(?:from\s+([\w.]+)\s+import|import\s+([\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*))/g,
  );
  return [...imports].some(([, one, list]) =>
    (one ?? list ?? '').split(',').some((each) => {
      const module = each.trim().split(/\s/)[0] ?? '';
      return !pythonModules.has(module) && !pythonModules.has(module.replace(/\..*$/, ''));
    }),
  );
}
