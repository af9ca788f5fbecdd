/** Styles of the public page: system fonts, one column, contrast above 7:1 in the light and dark schemes. */
export const HOME_STYLE = `
:root { color-scheme: light dark; --text: #1b1b1f; --page: #ffffff; --line: #c7c7d1; --link: #10367d; --warn: #fff3cd; --warn-text: #4d3800; }
@media (prefers-color-scheme: dark) { :root { --text: #f1f1f4; --page: #17171b; --line: #4a4a55; --link: #b3ccff; --warn: #4d3800; --warn-text: #fff3cd; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.6 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; }
h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
section { border-top: 1px solid var(--line); padding: 1.25rem 0; }
dl { display: grid; grid-template-columns: minmax(9rem, max-content) 1fr; gap: .25rem 1.25rem; margin: 0 0 .75rem; }
dt { font-weight: 600; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; font-size: .95em; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
.links { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 0; }
.links a { padding: .35rem 0; }
.notice { margin: 0; padding: .75rem 1rem; background: var(--warn); color: var(--warn-text); text-align: center; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
`;
