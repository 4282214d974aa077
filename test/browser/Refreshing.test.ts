import { describe, expect, it } from "vitest"
import { withChromium } from "./chromium.ts"
import { startZoho, withZoho } from "./zoho.ts"

const open = withChromium()
const served = withZoho()

const aRefreshOrTwo = 4_000

describe("the emulator's page, as it refreshes itself with scripts", () => {
  it("keeps what is being chosen, the focus and the place where somebody reads", async () => {
    const zoho = served()
    await using tab = await open(zoho.url, { viewport: { width: 360, height: 740 } })
    const { page } = tab
    await page.getByLabel("The next request for").selectOption("uploadFile")
    await page.getByLabel("meets").selectOption("lost-reply")
    await page.getByLabel("meets").focus()
    await page.evaluate("scrollTo(0, 200)")
    const id = await zoho.order()
    await page.getByRole("row", { name: id }).waitFor()
    expect(await page.getByLabel("The next request for").inputValue()).toBe("uploadFile")
    expect(await page.getByLabel("meets").inputValue()).toBe("lost-reply")
    expect(await page.evaluate("document.activeElement.name")).toBe("does")
    expect(await page.evaluate("scrollY")).toBeGreaterThanOrEqual(200)
  })

  it("leaves the focus on a job's button when another job comes, and gives it to the heading when the button goes", async () => {
    const zoho = served()
    const id = await zoho.order()
    await using tab = await open(zoho.url)
    await tab.page.getByRole("button", { name: `Finish job ${id}` }).focus()
    const focused = (): Promise<string> => tab.page.evaluate("document.activeElement.ariaLabel")
    await tab.page.getByRole("row", { name: await zoho.order() }).waitFor()
    expect(await focused()).toBe(`Finish job ${id}`)
    await tab.page.keyboard.press("Enter")
    await tab.page.getByRole("status").getByText(`Job ${id} was finished.`).waitFor()
    await tab.page.getByRole("row", { name: id }).getByText("completed").waitFor()
    expect(await tab.page.evaluate("document.activeElement.textContent")).toBe("Jobs")
  })

  it("holds still when it is told to, and goes on when it is told to", async () => {
    const zoho = served()
    await using tab = await open(zoho.url)
    await tab.page.getByLabel("meets").selectOption("late")
    await tab.page.getByRole("link", { name: "Pause updates" }).click()
    await tab.page.getByRole("link", { name: "Resume updates" }).waitFor()
    const id = await zoho.order()
    await tab.page.waitForTimeout(aRefreshOrTwo)
    expect(await tab.page.getByRole("row", { name: id }).count()).toBe(0)
    expect(tab.page.url()).toBe(`${zoho.url}/?paused`)
    await tab.page.getByRole("link", { name: "Resume updates" }).click()
    await tab.page.getByRole("row", { name: id }).waitFor()
    expect(await tab.page.getByLabel("meets").inputValue()).toBe("late")
  })

  it("says so when the emulator has stopped, and keeps what it showed", async () => {
    await using zoho = await startZoho()
    const id = await zoho.order()
    await using tab = await open(zoho.url)
    const alert = tab.page.getByRole("alert")
    expect(await alert.count()).toBe(0)
    await zoho.stop()
    await alert.getByText("The emulator has stopped").waitFor()
    expect(await tab.page.getByRole("row", { name: id }).isVisible()).toBe(true)
  })
})

describe("the emulator's page, as it refreshes itself without scripts", () => {
  it("holds still when it is told to", async () => {
    const zoho = served()
    await using tab = await open(zoho.url, { javaScriptEnabled: false })
    await tab.page.getByRole("link", { name: "Pause updates" }).click()
    await tab.page.getByRole("link", { name: "Resume updates" }).waitFor()
    await tab.page.getByLabel("meets").selectOption("late")
    await zoho.order()
    await tab.page.waitForTimeout(aRefreshOrTwo)
    expect(await tab.page.getByLabel("meets").inputValue()).toBe("late")
  })
})
