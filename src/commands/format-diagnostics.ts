import type { VFileMessage } from 'vfile-message';
import { exitCode } from '../model/outcome.ts';
import { formatGithub } from '../report/diagnostics-github.ts';
import { formatDiagnostics } from '../report/diagnostics-json.ts';
import { formatJunit } from '../report/diagnostics-junit.ts';
import { type DiagnosticsLayout, renderDiagnostics } from '../report/diagnostics-pretty.ts';
import { formatSarif } from '../report/diagnostics-sarif.ts';
import { formatUnix } from '../report/diagnostics-unix.ts';
import { Refusal } from '../world/refusal.ts';
import { version } from '../world/version.ts';

export type Formatter = (
  messages: readonly VFileMessage[],
  layout: DiagnosticsLayout,
) => string | Promise<string>;

const formatters: Readonly<Record<string, Formatter>> = {
  pretty: renderDiagnostics,
  json: formatDiagnostics,
  // The rules are much code, which a warm cache needs for nothing else.
  sarif: async (messages) =>
    formatSarif(messages, (await import('../lint/registry.ts')).listRules(), version),
  github: formatGithub,
  junit: (messages, { sources }) => formatJunit(messages, [...sources.keys()]),
  unix: formatUnix,
};

/** The formats that diagnostics can be printed in. */
const formats: readonly string[] = Object.keys(formatters);

/** Throws a `Refusal` when there is no such format. */
export function findFormatter(name: string): Formatter {
  const formatter = Object.hasOwn(formatters, name) ? formatters[name] : undefined;
  if (formatter !== undefined) return formatter;
  throw new Refusal(`unknown format ${name}`, `the formats are ${formats.join(', ')}`, exitCode.usage);
}
