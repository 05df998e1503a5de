/** The ids that a selection keeps, or the name in it that is no step. */
export type SelectedSteps =
  | { readonly type: 'selected'; readonly ids: ReadonlySet<string> }
  | { readonly type: 'unknown-step'; readonly name: string; readonly known: readonly string[] };

/**
 * Applies `--from` and `--only` to the ordered step ids; both together keep what both keep. The id of an include or of
 * a loop stands for all that is in it too.
 */
export function selectSteps(
  ids: readonly string[],
  selection: { readonly from: string | null; readonly only: readonly string[] | null },
): SelectedSteps {
  const { from, only } = selection;
  const named = [...(from === null ? [] : [from]), ...(only ?? [])];
  const unknown = named.find((name) => !ids.some((id) => isNamed(id, name)));
  if (unknown !== undefined) return { type: 'unknown-step', name: unknown, known: ids };
  const first = from === null ? 0 : ids.findIndex((id) => isNamed(id, from));
  const keeps = (id: string) => only === null || only.some((name) => isNamed(id, name));
  return { type: 'selected', ids: new Set(ids.slice(first).filter(keeps)) };
}

function isNamed(id: string, name: string): boolean {
  return id === name || id.startsWith(`${name}[`) || id.startsWith(`${name}/`);
}
