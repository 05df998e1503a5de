import { quoteBash } from './quote-bash.ts';
import type { Entries } from './snapshot.ts';

/** Variables that belong to a login, not to a run: after a dropped connection their old values lead nowhere. */
const names = (
  'SSH_AUTH_SOCK SSH_AGENT_PID SSH_CLIENT SSH_CONNECTION SSH_TTY DISPLAY WAYLAND_DISPLAY XAUTHORITY TERM TMUX TMUX_PANE STY ' +
  'DBUS_SESSION_BUS_ADDRESS XDG_RUNTIME_DIR XDG_SESSION_ID KRB5CCNAME'
).split(' ');

/** Those among a shell's variables. */
export function pickLogin(variables: Entries): Entries {
  return new Map([...variables].filter(([name]) => names.includes(name)));
}

/**
 * A snapshot's variables for a new login: those that are as the old login (`login`) had them are taken from
 * the new environment; one that a document has set stays.
 */
export function renewLogin(variables: Entries, login: Entries, env: NodeJS.ProcessEnv): Entries {
  const renewed = new Map(variables);
  for (const name of names) {
    if (variables.get(name) !== login.get(name)) continue;
    const value = env[name];
    if (value === undefined) renewed.delete(name);
    else renewed.set(name, declareExported(name, value));
  }
  return renewed;
}

/** The command that exports a variable, in Latin-1 as a snapshot has it. */
export function declareExported(name: string, value: string): string {
  return `declare -x ${name}=${Buffer.from(quoteBash(value), 'utf8').toString('latin1')}`;
}
