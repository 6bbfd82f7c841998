// How Mantine is made to look like Tickmark: its variables point at our tokens, its sizes at our four.
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const teal: MantineColorsTuple = [
  '#e1efef',
  '#c3dfe0',
  '#a0cccd',
  '#79b6b8',
  '#52a0a2',
  '#2f8588',
  '#1a7276',
  '#0f686c',
  '#0b5f63',
  '#08494c',
]

export const theme = createTheme({
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--sans)', fontWeight: '600' },
  fontSizes: { xs: '13px', sm: '15px', md: '15px', lg: '18px', xl: '24px' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.35', xl: '1.25' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '2px', sm: '3px', md: '3px', lg: '4px', xl: '4px' },
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 4 },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
})

const semantic = {
  '--mantine-color-body': 'var(--page)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--late)',
  '--mantine-color-default': 'var(--paper)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-press)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: semantic, dark: semantic })
