import { redactFile } from '../journal/redact-file.ts';
import { createRedactor, type RedactionStream, type Redactor } from '../journal/redactor.ts';
import { isLongEnough, shortestSecret } from '../journal/secret-forms.ts';
import { exitCode } from '../model/outcome.ts';
import type { Session } from '../run/ports.ts';
import { Refusal } from '../world/refusal.ts';
import { aroundRun } from './around-run.ts';

/**
 * The values of the declared secrets as far as they are known: from the environment at first, from the session
 * after each block. A block that sets a secret is not redacted itself; what follows is.
 */
export class KnownSecrets implements Redactor {
  readonly #names: readonly string[];
  readonly #values = new Map<string, Set<string>>();
  #redactor: Redactor = createRedactor([]);

  constructor(names: readonly string[], env: Readonly<Record<string, string | undefined>>) {
    this.#names = names;
    for (const name of names) this.#learn(name, env[name] ?? null);
  }

  get isIdle(): boolean {
    return this.#redactor.isIdle;
  }

  text(text: string): string {
    return this.#redactor.text(text);
  }

  stream(): RedactionStream {
    return this.#redactor.stream();
  }

  /** The session, looked at after each block for values it has set. */
  watch(session: Session): Session {
    if (this.#names.length === 0) return session;
    const watched = aroundRun(session, async (run) => {
      const result = await run();
      await this.#look(session);
      return result;
    });
    return {
      ...watched,
      get pid() {
        return session.pid;
      },
      // Known before it is set: the event that tells of it is redacted.
      assign: async (values) => {
        for (const name of this.#names) this.#learn(name, values[name] ?? null);
        return session.assign(values);
      },
      // The recording is made by another program, so it is cleaned once it is there.
      shell: async (log) => {
        const closed = await session.shell(log);
        await this.#look(session);
        if (closed.recorded) redactFile(log, this);
        return closed;
      },
    };
  }

  async #look(session: Session): Promise<void> {
    for (const [name, value] of await session.values(this.#names)) this.#learn(name, value);
  }

  #learn(name: string, value: string | null): void {
    if (value === null || value === '' || this.#values.get(name)?.has(value)) return;
    if (!isLongEnough(value)) {
      throw new Refusal(
        `the value of the secret ${name} is shorter than ${shortestSecret} characters`,
        'so short a value cannot be told from ordinary text and would not stay secret',
        exitCode.usage,
      );
    }
    this.#values.set(name, (this.#values.get(name) ?? new Set()).add(value));
    const known = [...this.#values].flatMap(([of, values]) =>
      [...values].map((each) => ({ name: of, value: each })),
    );
    this.#redactor = createRedactor(known);
  }
}
