import type { Project } from './project.ts';

const fence = '```';

/** Four steps: one that looks, one that changes, one behind a phrase, one that looks. */
export const fourSteps = `
${fence}bash readonly id=look expect="some looking lines"
echo looking
${fence}

${fence}bash gate id=change
echo change >>ran
${fence}

${fence}bash gate="wipe x" id=wipe
echo wipe >>ran
${fence}

${fence}bash readonly id=after expect="some after lines"
echo after
${fence}
`;

export interface Reported {
  readonly status: string;
  readonly gate: { readonly decision: string } | null;
  readonly claims: readonly unknown[];
}

/** The report of the latest run. */
export async function report(project: Project): Promise<{ readonly steps: readonly Reported[] }> {
  const { stdout } = await project.run(['report', project.runs().at(-1) ?? '', '--format', 'json']);
  return JSON.parse(stdout);
}

export function statuses({ steps }: { readonly steps: readonly Reported[] }): readonly string[] {
  return steps.map(({ status }) => status);
}
