/** How large something is shown: fitted to the room it has, or a share of its own size. */
export type Zoom = 'fit' | number;

const STEPS = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5] as const;

/** The next step up (`by` 1) or down (-1) from a present scale; the ends stay. */
export function nextZoom(present: number, by: 1 | -1): number {
  const further =
    by > 0 ? STEPS.find((step) => step > present + 0.005) : STEPS.findLast((step) => step < present - 0.005);
  return further ?? (by > 0 ? STEPS[STEPS.length - 1]! : STEPS[0]);
}

/** The scale at which something fits into a room, never larger than `most`. */
export function fittingScale(
  size: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
  most = 1,
): number {
  if (size.width <= 0 || size.height <= 0 || room.width <= 0 || room.height <= 0) return most;
  return Math.min(most, room.width / size.width, room.height / size.height);
}

/** A quarter turn more, in degrees. */
export function turned(degrees: number): number {
  return (degrees + 90) % 360;
}
