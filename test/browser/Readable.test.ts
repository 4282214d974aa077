import axe, { type AxeResults } from "axe-core"
import { beforeAll, describe, expect, it } from "vitest"
import { withChromium } from "./chromium.ts"
import { fill, withZoho } from "./zoho.ts"

const open = withChromium()
const served = withZoho()

const wide = { width: 1200, height: 900 }
const narrow = { width: 360, height: 740 }

beforeAll(() => fill(served()))

const rules = JSON.stringify(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])

describe("the emulator's page, for whoever reads it", () => {
  it.each([
    { colorScheme: "light", viewport: wide },
    { colorScheme: "dark", viewport: wide },
    { colorScheme: "light", viewport: narrow },
    { colorScheme: "dark", viewport: narrow },
  ] as const)(
    "has nothing that axe finds fault with, $colorScheme and $viewport.width wide",
    async ({ colorScheme, viewport }) => {
      await using tab = await open(served().url, { colorScheme, viewport })
      await tab.page.evaluate(axe.source)
      const { passes, violations } = await tab.page.evaluate<AxeResults>(`axe.run({ runOnly: ${rules} })`)
      expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
      expect(passes.map(({ id }) => id)).toContain("color-contrast")
    },
  )

  it("never scrolls sideways on a phone", async () => {
    await using tab = await open(served().url, { viewport: narrow })
    expect(await tab.page.evaluate("document.documentElement.scrollWidth")).toBe(narrow.width)
    expect(await tab.page.evaluate("[...document.querySelectorAll('.wide')].map((part) => part.scrollWidth)")).toEqual(
      Array(5).fill(narrow.width - 32),
    )
  })

  it("has tables and headings for a screen reader, on a phone too", async () => {
    await using tab = await open(served().url, { viewport: narrow })
    const session = await tab.page.context().newCDPSession(tab.page)
    const { nodes } = await session.send("Accessibility.getFullAXTree")
    const roles = nodes.map(({ role }) => String(role?.value))
    for (const role of ["table", "row", "rowheader", "columnheader", "cell", "heading", "main", "status"]) {
      expect(roles).toContain(role)
    }
  })

  it("says nothing of errors to the console, and asks nobody but the emulator", async () => {
    const zoho = served()
    await using tab = await open(`${zoho.url}/?paused`)
    const origins = new Set<string>()
    tab.page.on("request", (request) => origins.add(new URL(request.url()).origin))
    await tab.page.goto(zoho.url)
    const id = await zoho.order()
    await tab.page.getByRole("button", { name: `Finish job ${id}` }).click()
    await tab.page.getByRole("row", { name: id }).getByText("completed").waitFor()
    expect(tab.errors).toEqual([])
    expect([...origins]).toEqual([zoho.url])
  })

  it("runs no script but its own", async () => {
    await using tab = await open(served().url)
    await tab.page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { text: 'planted = 1' }))",
    )
    expect(await tab.page.evaluate("typeof planted")).toBe("undefined")
    expect(tab.errors.join()).toContain("Content Security Policy")
  })
})
