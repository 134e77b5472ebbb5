import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const FONT = '"Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", sans-serif';

const accent: MantineColorsTuple = [
  '#e8f0fa',
  '#cfe0f2',
  '#a9c8e8',
  '#7fb0e8',
  '#6f9ccf',
  '#3f6ea6',
  '#1d4f8c',
  '#1d4f8c',
  '#173f70',
  '#123257',
];

/** The one look of the product on top of Mantine: dense, one accent, no shadows. Colours live in `tokens.css`. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 3 },
  colors: { accent },
  fontFamily: FONT,
  fontSizes: { xs: '12px', sm: '13.5px', md: '14px', lg: '15px', xl: '18px' },
  headings: { fontFamily: FONT },
  defaultRadius: 6,
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    ActionIcon: { defaultProps: { size: 'sm', variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    // Passing by with Tab opens nothing over what stands below; typing, ↓ and a click do.
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right', openOnFocus: false } },
    MultiSelect: { defaultProps: { size: 'xs', openOnFocus: false } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});

const shared: Record<string, string> = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-third)',
  '--mantine-color-placeholder': 'var(--ink-third)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--accent-ink)',
};

/** Mantine's dark components take neutral greys of their own; here they lie on the product's ground. */
const dark: Record<string, string> = {
  '--mantine-color-dark-4': 'var(--line-strong)',
  '--mantine-color-dark-5': 'var(--line)',
  '--mantine-color-dark-6': 'var(--panel)',
  '--mantine-color-dark-7': 'var(--panel)',
  '--mantine-color-dark-8': 'var(--ground)',
};

/** Gives Mantine's own components the product's colours. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: { ...shared, ...dark },
});
