/** How the page looks, by day and by night. The policy names its digest: a test says which when this changes. */
export const pageStyle = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1c2024; --soft: #f3f5f7; --faint: #5a6270; --line: #d9dee4; --link: #0b57d0; --good: #0a6b2d; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --ink: #e6e9ec; --soft: #1f2429; --faint: #a3adb8; --line: #363d45; --link: #8ab4f8; --good: #6fdc96; --bad: #ff9c93 } }
* { box-sizing: border-box }
body { background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 66rem; padding: 1.2rem 1rem 4rem }
a { color: var(--link) } :focus-visible { outline: 3px solid var(--link); outline-offset: 2px } h2:focus { outline: none }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem }
p { margin: .5rem 0 } .none { color: var(--faint) }
code, pre { font: .92em/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
pre { background: var(--soft); border-radius: .5rem; margin: .8rem 0; padding: .7rem .9rem; white-space: pre-wrap }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100% }
caption { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px }
th, td { border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; font-weight: normal; padding: .45rem 1rem .45rem 0; text-align: left }
thead th { color: var(--faint); font-size: .88rem; white-space: nowrap }
.good, .bad { font-weight: 600 } .good { color: var(--good) } .bad { color: var(--bad) }
.running { align-items: center; display: inline-flex; flex-wrap: wrap; gap: .1rem .6rem } progress { accent-color: var(--link); width: 6rem }
form { align-items: end; display: flex; flex-wrap: wrap; gap: .7rem; margin: .8rem 0 } td form { margin: 0 }
label { color: var(--faint); display: grid; font-size: .9rem; gap: .2rem; max-width: 100% }
button, select { background: var(--soft); border: 1px solid var(--faint); border-radius: .4rem; color: var(--ink); font: inherit; max-width: 100%; min-height: 2.5rem; padding: .3rem .8rem }
button { cursor: pointer } button:hover { border-color: var(--link); color: var(--link) } td button { min-height: 2rem; padding: .1rem .7rem }
.notes { bottom: 0; left: 0; position: fixed; right: 0; text-align: center }
.notes p { background: var(--ink); color: var(--ground); margin: 0; padding: .7rem 1rem } .notes p:empty { padding: 0 } .notes .gone { background: var(--bad) }
@media (max-width: 44rem) {
  .cards, .cards tbody, .cards tr { display: block } .cards thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px }
  .cards tr { background: var(--soft); border-radius: .5rem; margin: .6rem 0; padding: .5rem .7rem }
  .cards tbody th, .cards td { align-items: baseline; border: 0; display: grid; gap: .5rem; grid-template-columns: 5rem 1fr; overflow-wrap: anywhere; padding: .12rem 0 }
  .cards tbody th { font-size: .95rem; font-weight: 600 } .cards td:empty { display: none }
  .cards tbody th::before, .cards td::before { color: var(--faint); content: attr(data-heading); font-size: .88rem; font-weight: normal } .cards td:has(form)::before { content: "" }
  button, td button { background: var(--ground); min-height: 2.75rem } .form label, .form select, .form button { width: 100% }
}
`
