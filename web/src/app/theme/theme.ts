import {
  type ActionIconProps,
  type BadgeProps,
  type ButtonProps,
  type CheckboxProps,
  type CSSVariablesResolver,
  createTheme,
  type DrawerProps,
  type MantineColorsTuple,
  type MenuProps,
  type ModalProps,
  type PopoverProps,
  type SwitchProps,
  type TableProps,
  type TabsProps,
  type TextProps,
  type TooltipProps,
} from '@mantine/core'
import { palette } from './palette.ts'

declare module '@mantine/core' {
  /** One accent and what states need: a colour outside this list does not compile. */
  export interface MantineThemeColorsOverride {
    colors: Record<keyof typeof palette, MantineColorsTuple>
  }
}

const fontFamily = "'Figtree Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

/** Mantine in Couveuse's clothes. Components keep these defaults unless a page has a reason. */
export const theme = createTheme({
  colors: palette,
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#17201c',
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '12px', sm: '14px', md: '15px', lg: '17px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.55', lg: '1.5', xl: '1.4' },
  fontWeights: { regular: '400', medium: '550', bold: '650' },
  headings: {
    fontFamily,
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '1.25' },
      h2: { fontSize: '18px', lineHeight: '1.35' },
      h3: { fontSize: '15px', lineHeight: '1.4' },
      h4: { fontSize: '14px', lineHeight: '1.45' },
      h5: { fontSize: '13px', lineHeight: '1.45' },
      h6: { fontSize: '12px', lineHeight: '1.45' },
    },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  defaultRadius: 'md',
  shadows: {
    xs: 'var(--shadow-card)',
    sm: 'var(--shadow-card)',
    md: 'var(--shadow-lifted)',
    lg: 'var(--shadow-overlay)',
    xl: 'var(--shadow-overlay)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    // By type alone: importing the components here would put all of them into the first download.
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } satisfies ActionIconProps },
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 550 } satisfies BadgeProps },
    Button: { defaultProps: { size: 'sm' } satisfies ButtonProps },
    Checkbox: { defaultProps: { radius: 'xs' } satisfies CheckboxProps },
    Drawer: {
      defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.35 } } satisfies Partial<DrawerProps>,
    },
    Menu: { defaultProps: { shadow: 'lg', radius: 'md', position: 'bottom-end' } satisfies MenuProps },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        overlayProps: { backgroundOpacity: 0.35 },
      } satisfies Partial<ModalProps>,
    },
    Popover: { defaultProps: { shadow: 'lg', radius: 'md' } satisfies PopoverProps },
    Switch: { defaultProps: { withThumbIndicator: false } satisfies SwitchProps },
    Table: { defaultProps: { verticalSpacing: 10, horizontalSpacing: 'md' } satisfies TableProps },
    Tabs: { defaultProps: { keepMounted: false } satisfies TabsProps },
    Text: { defaultProps: { size: 'sm' } satisfies TextProps },
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        radius: 'sm',
        events: { hover: true, focus: true, touch: false },
      } satisfies Partial<TooltipProps>,
    },
  },
})

/** What Mantine calls light, subtle and outline, in the tones of states: the same soft grounds and inks as tags have. */
const toneOfColor = {
  accent: 'accent',
  gray: 'neutral',
  red: 'bad',
  orange: 'warn',
  yellow: 'warn',
  green: 'good',
  blue: 'info',
} as const

function toneVariables(): Record<string, string> {
  const variables: Record<string, string> = {}
  for (const [color, tone] of Object.entries(toneOfColor)) {
    const name = `--mantine-color-${color}`
    const soft = `var(--tone-${tone}-soft)`
    const text = `var(--tone-${tone}-text)`
    variables[`${name}-light`] = soft
    variables[`${name}-light-hover`] = `color-mix(in srgb, ${text} 10%, ${soft})`
    variables[`${name}-light-color`] = text
    variables[`${name}-outline`] = text
    variables[`${name}-outline-hover`] = soft
  }
  return variables
}

/** Points Mantine's own variables at the tokens, so that both speak of the same surfaces and inks. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-dimmed': 'var(--ink-dim)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--tone-bad-text)',
    '--mantine-color-success': 'var(--tone-good-text)',
    ...toneVariables(),
  }
  return { variables: {}, light: both, dark: both }
}
