/**
 * Keeps the page up to date where scripts run: it fetches the page and puts what is new into its live parts, node by node,
 * so that focus, scrolling, a button half pressed and what is being chosen stay as they are.
 *
 * It runs in a browser, never here. The policy names its digest: a test says which when this changes.
 */
export const pageScript = `
"use strict"
const byId = (id) => document.getElementById(id)
const isHeld = () => new URLSearchParams(location.search).has("paused")

let silence
const say = (text) => {
  byId("said").textContent = text
  clearTimeout(silence)
  silence = setTimeout(() => (byId("said").textContent = ""), 8000)
}

const put = (now, next) => {
  if (now.isEqualNode(next)) return
  if (now.nodeType !== Node.ELEMENT_NODE) return void (now.data = next.data)
  for (const { name } of [...now.attributes]) if (!next.hasAttribute(name)) now.removeAttribute(name)
  for (const { name, value } of next.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value)
  const ids = new Set(Array.from(next.children, ({ id }) => id))
  for (const child of [...now.children]) if (!ids.has(child.id)) child.remove()
  now.normalize()
  let at = now.firstChild
  for (const child of [...next.childNodes]) {
    if (at?.nodeName === child.nodeName && at.id === child.id) {
      put(at, child)
      at = at.nextSibling
    } else now.insertBefore(child, at)
  }
  while (at !== null) {
    const after = at.nextSibling
    at.remove()
    at = after
  }
}

const show = (page) => {
  const held = document.activeElement
  const part = held.closest("[data-live]")
  for (const live of document.querySelectorAll("[data-live]")) put(live, page.getElementById(live.id))
  if (!held.isConnected) part?.querySelector("h2")?.focus({ preventScroll: true })
}

const fetched = async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(5000) })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    return page.getElementById("said") === null ? undefined : page
  } catch {
    return undefined
  }
}

let turn = 0
const refresh = async () => {
  const mine = ++turn
  const page = await fetched()
  if (mine !== turn) return
  byId("gone").hidden = page !== undefined
  if (page !== undefined) show(page)
}

const press = async (form) => {
  try {
    const body = new URLSearchParams(new FormData(form))
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" })
    say(answer.type === "opaqueredirect" ? form.dataset.done : await answer.text())
  } catch {}
  await refresh()
}

addEventListener("submit", (event) => {
  event.preventDefault()
  press(event.target)
})

addEventListener("click", (event) => {
  if (event.target.id !== "still" || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  history.replaceState(null, "", event.target.href)
  refresh()
})

const keep = async () => {
  if (!isHeld()) await refresh()
  setTimeout(keep, 2000)
}
setTimeout(keep, 2000)
`
