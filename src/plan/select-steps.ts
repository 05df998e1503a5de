/** The ids that a selection keeps, or the name in it that is no step. */
export type SelectedSteps =
  | { readonly type: 'selected'; readonly ids: ReadonlySet<string> }
  | { readonly type: 'unknown-step'; readonly name: string; readonly known: readonly string[] };

/** Applies `--from` and `--only` to the ordered step ids; both together keep what both keep. */
export function selectSteps(
  ids: readonly string[],
  selection: { readonly from: string | null; readonly only: readonly string[] | null },
): SelectedSteps {
  const named = [...(selection.from === null ? [] : [selection.from]), ...(selection.only ?? [])];
  const unknown = named.find((name) => !ids.includes(name));
  if (unknown !== undefined) return { type: 'unknown-step', name: unknown, known: ids };
  const first = selection.from === null ? 0 : ids.indexOf(selection.from);
  const { only } = selection;
  return {
    type: 'selected',
    ids: new Set(ids.slice(first).filter((id) => only === null || only.includes(id))),
  };
}
