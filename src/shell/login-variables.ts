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

/** Variables of a session, and those of the login it belongs to. */
export interface LoginState {
  readonly variables: Entries;
  readonly login: Entries;
}

/**
 * A snapshot's variables for a new login: those that are as the old login had them are taken from the new
 * environment; one that a document has set stays, now and after the next login.
 */
export function renewLogin({ variables, login }: LoginState, env: NodeJS.ProcessEnv): LoginState {
  const renewed = new Map(variables);
  const now = new Map(login);
  for (const name of names) {
    if (variables.get(name) !== login.get(name)) continue;
    const value = env[name];
    for (const entries of [renewed, now]) {
      if (value === undefined) entries.delete(name);
      else entries.set(name, declareExported(name, value));
    }
  }
  return { variables: renewed, login: now };
}

/** The command that exports a variable, in Latin-1 and as far as possible as bash itself prints it. */
export function declareExported(name: string, value: string): string {
  const plain = !/[\u0000-\u001f\u007f]/.test(value);
  const quoted = plain ? `"${value.replace(/[\\"$`]/g, '\\$&')}"` : quoteBash(value);
  return `declare -x ${name}=${Buffer.from(quoted, 'utf8').toString('latin1')}`;
}
