/** Mutants that no scenario can notice, by their ids, with why. One that is noticed after all has no place here. */
export const equivalentMutants: Readonly<Record<string, string>> = {};
