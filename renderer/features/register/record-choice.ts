/** The records that are ticked: some, or everything the filter leaves with some exceptions. */
export interface RecordChoice {
  readonly all: boolean;
  /** The ticked ones; with `all`, the ones that are not. */
  readonly ids: ReadonlySet<string>;
}

export const NOTHING_CHOSEN: RecordChoice = { all: false, ids: new Set() };
export const ALL_CHOSEN: RecordChoice = { all: true, ids: new Set() };

export function isChosen(choice: RecordChoice, id: string): boolean {
  return choice.ids.has(id) !== choice.all;
}

export function withChosenToggled(choice: RecordChoice, ids: readonly string[]): RecordChoice {
  const next = new Set(choice.ids);
  // Several at once become alike: all ticked, unless all were.
  const tick = !ids.every((id) => isChosen(choice, id));
  for (const id of ids) {
    if (tick === choice.all) next.delete(id);
    else next.add(id);
  }
  return { all: choice.all, ids: next };
}

/** How many records are ticked, of `matching` in the list. */
export function chosenCount(choice: RecordChoice, matching: number): number {
  return choice.all ? Math.max(0, matching - choice.ids.size) : choice.ids.size;
}
