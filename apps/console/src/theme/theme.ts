import { createTheme, type Theme } from '@mui/material/styles';

const INK = '#1a2433';
const NAVY = '#14324f';
const LINE = '#d9e0e7';

export const MONOSPACE = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';

/** Calm and dense: the fonts of the system, hairlines in place of shadows, one accent. Contrasts are at least 4.5:1. */
export const theme: Theme = createTheme({
  palette: {
    mode: 'light',
    primary: { main: '#1d5187', dark: NAVY, contrastText: '#ffffff' },
    secondary: { main: NAVY, contrastText: '#ffffff' },
    success: { main: '#1a6b41' },
    warning: { main: '#8a5200' },
    error: { main: '#b3261e' },
    info: { main: '#1d5187' },
    background: { default: '#f4f6f8', paper: '#ffffff' },
    text: { primary: INK, secondary: '#4f5d6c' },
    divider: LINE,
  },
  shape: { borderRadius: 6 },
  typography: {
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
    fontSize: 14,
    h1: { fontSize: '1.5rem', fontWeight: 650, lineHeight: 1.25, letterSpacing: '-0.01em' },
    h2: { fontSize: '1.0625rem', fontWeight: 650, lineHeight: 1.3 },
    h3: { fontSize: '0.9375rem', fontWeight: 650, lineHeight: 1.35 },
    body1: { fontSize: '0.9375rem' },
    body2: { fontSize: '0.8438rem' },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontVariantNumeric: 'tabular-nums' },
        ':focus-visible': { outline: '2px solid #1d5187', outlineOffset: 2 },
        '@media (prefers-reduced-motion: reduce)': {
          '*': { animationDuration: '0.01ms !important', transitionDuration: '0.01ms !important' },
        },
      },
    },
    MuiButton: { defaultProps: { disableElevation: true } },
    MuiCard: { defaultProps: { variant: 'outlined' } },
    MuiPaper: { defaultProps: { elevation: 0 } },
    MuiAppBar: { styleOverrides: { root: { boxShadow: 'none' } } },
    MuiDialog: { styleOverrides: { paper: { border: `1px solid ${LINE}` } } },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.125rem', fontWeight: 650 } } },
    MuiTextField: { defaultProps: { size: 'small', variant: 'outlined' } },
    MuiFormControl: { defaultProps: { size: 'small', variant: 'outlined' } },
    MuiTableCell: {
      styleOverrides: {
        root: { padding: '8px 12px', borderColor: LINE },
        head: { fontWeight: 650, fontSize: '0.8125rem', color: '#4f5d6c', whiteSpace: 'nowrap' },
      },
    },
    MuiChip: { styleOverrides: { root: { fontWeight: 600, borderRadius: 5 } } },
    MuiAlert: {
      defaultProps: { variant: 'outlined' },
      styleOverrides: { root: { backgroundColor: '#fff' } },
    },
    MuiAutocomplete: {
      styleOverrides: {
        paper: { border: `1px solid ${LINE}`, boxShadow: '0 6px 24px rgba(20, 50, 79, .16)' },
      },
    },
    MuiTooltip: { defaultProps: { arrow: true } },
  },
});
