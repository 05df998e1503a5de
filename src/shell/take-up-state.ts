import { declareExported, renewLogin } from './login-variables.ts';
import { isOwnVariable } from './own-variables.ts';
import type { SecretVariables } from './secret-variables.ts';
import type { SessionOptions } from './session-options.ts';
import type { Entries, Snapshot } from './snapshot.ts';
import type { KeptSnapshot } from './snapshot-file.ts';

/** The state in which a session goes on that was kept in a file. */
interface TakenUp {
  readonly snapshot: Snapshot;
  readonly login: Entries;
  /** Commands that set what no file keeps. */
  readonly secrets: Map<string, string>;
  /** One sentence for each variable or other part that cannot be brought back. */
  readonly lost: readonly string[];
}

/** The kept state with the login's variables, the inputs and the secrets as they were given for this session. */
export function takeUpState(
  { snapshot, login, withheld, parts }: KeptSnapshot,
  options: SessionOptions,
  secretVariables: SecretVariables,
): TakenUp {
  const { env, added = {} } = options;
  const secrets = findAgain(withheld, options, secretVariables);
  const known = (name: string) => secrets.has(name) || options.secrets.includes(name) || isOwnVariable(name);
  const gone = withheld.filter((name) => !known(name)).map((name) => `variable ${name}`);
  const lost = [...gone, ...parts].map((part) => `${part}: it held a secret, which no file keeps`);
  const renewed = renewLogin({ variables: snapshot.variables, login }, env);
  const open = Object.entries(added).filter(([name]) => !secrets.has(name));
  const more = open.map(([name, value]) => [name, declareExported(name, value)] as const);
  const variables = new Map([...renewed.variables, ...more]);
  return { snapshot: { ...snapshot, variables }, login: renewed.login, secrets, lost };
}

/** The declared secrets as they were given for this session, and what is in its environment and holds one of them. */
function findAgain(
  withheld: readonly string[],
  { env, secrets }: SessionOptions,
  secretVariables: SecretVariables,
): Map<string, string> {
  const given = new Map<string, string>();
  for (const name of new Set([...secrets, ...withheld])) {
    const value = env[name];
    if (value !== undefined) given.set(name, declareExported(name, value));
  }
  const found = secretVariables.findIn(given);
  return new Map([...given].filter(([name]) => found.has(name)));
}
