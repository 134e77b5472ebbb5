/** A ref for what scrolls and holds nothing to stop at: the keyboard must reach it to scroll it. */
export function reachable(element: HTMLElement | null): void {
  if (element) element.tabIndex = 0;
}
