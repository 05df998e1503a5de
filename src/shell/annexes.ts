import type { BlockResult, BlockRun, Leftovers } from '../run/ports.ts';
import { Annex, type AnnexPlan } from './annex.ts';
import { neverStarted, notStarted } from './block-result.ts';
import { type Cage, type ConfinementSettings, cageWords, launchConfined } from './confine.ts';
import type { LateOutput } from './late-output.ts';
import type { LiveFolder } from './live-folder.ts';
import type { SessionShell } from './session-shell.ts';
import type { Surroundings } from './surroundings.ts';
import { accessTerminal, prepareTerminal, withoutFrame } from './terminal-launch.ts';

/** Runs the blocks that cannot run in a session's own bash: each in an annex, one after the other. */
export class Annexes {
  readonly #around: Surroundings;
  readonly #main: SessionShell;
  readonly #late: LateOutput;
  #annex: Annex | null = null;
  #leftovers: Leftovers = { ended: [], unreachable: [] };
  /** An interrupt came while an annex was being opened. */
  #cancelled = false;

  constructor(around: Surroundings, main: SessionShell, late: LateOutput) {
    this.#around = around;
    this.#main = main;
    this.#late = late;
  }

  /** Whether a block cannot run in the session's own bash. */
  wants({ manner }: BlockRun): boolean {
    return manner.tty || (manner.readonly && this.#around.options.confinement !== null);
  }

  /** See `BlockRunner`; the annex of the block before has to be left, unless this one goes on in it. */
  async run(block: BlockRun, ready: () => Promise<readonly string[]>): Promise<BlockResult> {
    this.#cancelled = false;
    const before = await ready();
    const result = block.manner.tty ? await this.#runOnTerminal(block) : await this.#runConfined(block);
    return { ...result, lost: [...before, ...result.lost] };
  }

  /** Ends the annex of the last block, if there is one. */
  async leave(): Promise<void> {
    const annex = this.#annex;
    this.#annex = null;
    if (annex === null) return;
    const { ended, unreachable } = await annex.close();
    this.#leftovers = {
      ended: [...this.#leftovers.ended, ...ended],
      unreachable: [...this.#leftovers.unreachable, ...unreachable],
    };
  }

  /** What was still running in annexes that were left since the last call; `null`: nothing. */
  takeLeftovers(): Leftovers | null {
    const left = this.#leftovers;
    this.#leftovers = { ended: [], unreachable: [] };
    return left.ended.length + left.unreachable.length === 0 ? null : left;
  }

  interrupt(): void {
    this.#cancelled = true;
    this.#annex?.interrupt();
  }

  /** Ends the running block; `false`: there is none. */
  stop(): boolean {
    this.#cancelled = true;
    return this.#annex?.stop() ?? false;
  }

  async #runConfined(block: BlockRun): Promise<BlockResult> {
    const { bash } = this.#around;
    const { confinement } = this.#around.options;
    if (confinement === null) throw new Error('nothing is confined in this session');
    this.#annex ??= await this.#open(async (folder) => {
      const launch = launchConfined(bash, this.#cage(confinement, folder));
      return { launch, recording: null, close: () => {} };
    });
    return this.#cancelled ? neverStarted([]) : this.#annex.run(block);
  }

  async #runOnTerminal(block: BlockRun): Promise<BlockResult> {
    const access = accessTerminal();
    if (typeof access === 'string') return notStarted(`${block.file}:${block.line}: ${access}`, []);
    const { confinement } = this.#around.options;
    this.#annex = await this.#open((folder) => {
      const confined = block.manner.readonly && confinement !== null;
      const wrap = confined ? cageWords(this.#cage(confinement, folder)) : [];
      return prepareTerminal(access, folder, wrap);
    });
    if (this.#cancelled) return neverStarted([]);
    const { write, end } = withoutFrame(block.output);
    const result = await this.#annex.run({ ...block, output: write });
    await end();
    await this.leave();
    return result;
  }

  #open(prepare: AnnexPlan['prepare']): Promise<Annex> {
    return Annex.open({ around: this.#around, main: this.#main, late: this.#late, prepare });
  }

  #cage(settings: ConfinementSettings, folder: LiveFolder): Cage {
    const { directory } = this.#main;
    const agent = this.#around.options.env.SSH_AUTH_SOCK ?? '';
    return { settings, hidden: this.#around.folder.path, own: folder.path, directory, agent };
  }
}
