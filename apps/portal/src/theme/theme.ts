import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Our own: the same deep teal and ink as the citizen's pages, a warm clay for what is ours to do. */
const teal: MantineColorsTuple = [
  '#eaf5f4',
  '#cfe6e5',
  '#a5d0cf',
  '#77b7b7',
  '#4c9c9e',
  '#2f8588',
  '#1f7276',
  '#176166',
  '#125156',
  '#0d3f44',
];

const clay: MantineColorsTuple = [
  '#fdf1e7',
  '#f9dfca',
  '#f2c197',
  '#eba35f',
  '#e08a3c',
  '#c96f22',
  '#a95917',
  '#8f4a12',
  '#763d10',
  '#5c2f0c',
];

/** Ink greys, a little green, instead of Mantine's blue ones. */
const gray: MantineColorsTuple = [
  '#f7f7f4',
  '#efefea',
  '#e3e4de',
  '#d2d6d1',
  '#b4bdbb',
  '#8a9899',
  '#5d6f72',
  '#445659',
  '#2c3d40',
  '#17262a',
];

const dark: MantineColorsTuple = [
  '#dfe8e8',
  '#c3d0d1',
  '#9fb1b3',
  '#6f8588',
  '#3d5458',
  '#2c4145',
  '#20343a',
  '#18292e',
  '#122024',
  '#0c171a',
];

export const theme = createTheme({
  primaryColor: 'teal',
  // Mantine's stock shades are below 4.5:1 on white; these two and autoContrast keep every filled surface AA.
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: '#17262a',
  colors: { teal, clay, gray, dark },
  fontFamily: "'Atkinson Hyperlegible Next Variable', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.125rem' } } },
  defaultRadius: 'md',
  // A dialog's head is no banner of the page.
  components: { Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } } },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** The roles that colours play: components name these, never a shade. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf9f5',
    '--mantine-color-text': '#17262a',
    '--mantine-color-dimmed': '#50646a',
    '--mantine-color-placeholder': '#5d6f72',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#125156',
    '--mantine-color-default-border': '#c9cfca',
    '--surface': '#ffffff',
    '--surface-sunken': '#f1f1ec',
    '--surface-selected': '#e2f0ef',
    '--line': '#e0e2dc',
    '--accent': '#176166',
    '--warm': '#e08a3c',
    '--warm-surface': '#fdf1e7',
    '--warm-text': '#763d10',
    '--life': '#b3261e',
    '--life-surface': '#fcebe9',
    '--high': '#8f4a12',
    '--high-surface': '#fdf1e7',
    '--removed-surface': '#fbe3e0',
    '--removed-text': '#8c1d17',
    '--added-surface': '#d9efe4',
    '--added-text': '#11533a',
  },
  dark: {
    '--mantine-color-body': '#0f1c20',
    '--mantine-color-text': '#e3ebeb',
    '--mantine-color-dimmed': '#a3b5b8',
    '--mantine-color-placeholder': '#94a7aa',
    '--mantine-color-error': '#ffa299',
    '--mantine-color-anchor': '#8fd0d1',
    '--mantine-color-default-border': '#3d5458',
    '--surface': '#15262b',
    '--surface-sunken': '#0c171a',
    '--surface-selected': '#1d3b40',
    '--line': '#274046',
    '--accent': '#77b7b7',
    '--warm': '#e08a3c',
    '--warm-surface': '#33251a',
    '--warm-text': '#f5c79d',
    '--life': '#ff9d94',
    '--life-surface': '#3c2021',
    '--high': '#f2b77f',
    '--high-surface': '#33261b',
    '--removed-surface': '#4a2525',
    '--removed-text': '#ffc4be',
    '--added-surface': '#1c4033',
    '--added-text': '#b4ebd0',
  },
});
