import type { BashProcess } from './bash-process.ts';
import { makeNonce } from './end-mark.ts';
import type { LiveFolder } from './live-folder.ts';
import { quoteBash } from './quote-bash.ts';
import { awaitReport } from './shell-state.ts';

/** Values of variables as `"$NAME"` gives them; `null`: unset, or no variable's name. */
export async function askValues(
  process: BashProcess,
  folder: LiveFolder,
  names: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const valid = names.filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const nonce = makeNonce();
  const report = awaitReport(process, nonce);
  const questions = valid.map(
    (name) =>
      `if [[ -n \${${name}+x} ]]; then \\builtin printf '=%s\\0' "$${name}"; else \\builtin printf '\\0'; fi`,
  );
  const text = `{\n${questions.join('\n')}\n\\builtin printf '\\036%s\\036' ${nonce}\n} >${quoteBash(process.report)}\n`;
  await process.send(`\\. ${quoteBash(folder.write('values', text))}`);
  const fields = await report;
  const found = new Map(valid.map((name, index) => [name, readValue(fields[index])]));
  return new Map(names.map((name) => [name, found.get(name) ?? null]));
}

function readValue(field = ''): string | null {
  return field.startsWith('=') ? Buffer.from(field.slice(1), 'latin1').toString('utf8') : null;
}
