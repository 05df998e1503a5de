import { findProcesses } from './process-table.ts';

/** Milliseconds: a watchdog needs five seconds, or many times that where the machine is busy. */
const patience = 45_000;
const between = 50;

/**
 * Waits until the watchdog of a runner that was killed has done its work in this folder. What it ends may still be
 * changing things, and at the end it removes the folder.
 */
export async function awaitWatchdog(folder: string): Promise<void> {
  for (let waited = 0; waited < patience && isWatched(folder); waited += between) {
    await new Promise((resolve) => setTimeout(resolve, between));
  }
}

function isWatched(folder: string): boolean {
  return findProcesses((words) => words[1]?.startsWith(`${folder}/watchdog-`) === true).length > 0;
}
