/** The colours a chart draws with; read from the theme's variables, so that light and dark follow the window. */
export interface ChartColours {
  readonly accepted: string;
  readonly submitted: string;
  readonly reported: string;
  readonly ink: string;
  readonly second: string;
  readonly line: string;
  readonly panel: string;
}

const VARIABLES: Readonly<Record<keyof ChartColours, string>> = {
  accepted: '--count-accepted',
  submitted: '--count-submitted',
  reported: '--count-reported',
  ink: '--ink',
  second: '--ink-second',
  line: '--line',
  panel: '--panel',
};

/** Reads the theme's colours as they stand on an element. */
export function readChartColours(element: Element): ChartColours {
  const style = getComputedStyle(element);
  const entries = Object.entries(VARIABLES).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()]);
  return Object.fromEntries(entries) as Record<keyof ChartColours, string>;
}
