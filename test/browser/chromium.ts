import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll } from "vitest"
import { chromiumPath } from "../gate/chromium.ts"

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** A page in a window of its own. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page
  /** What its console has said of errors. */
  readonly errors: ReadonlyArray<string>
}

/** Starts a browser for the tests of a file, without a past; each page that it opens shares nothing with the others. */
export const withChromium = (): ((url: string, options?: BrowserContextOptions) => Promise<OpenPage>) => {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: flags })
  })
  afterAll(() => browser?.close())
  return async (url, options) => {
    if (browser === undefined) throw new Error("There is no browser before the tests begin")
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const errors: Array<string> = []
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()))
    page.on("pageerror", ({ message }) => errors.push(message))
    await page.goto(url)
    return { page, errors, [Symbol.asyncDispose]: () => context.close() }
  }
}
