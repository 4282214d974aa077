import { describe, expect, it } from "vitest"
import { withChromium } from "./chromium.ts"
import { withZoho } from "./zoho.ts"

const open = withChromium()
const served = withZoho()

describe.each([
  { how: "with scripts", javaScriptEnabled: true },
  { how: "without scripts", javaScriptEnabled: false },
])("the emulator's page $how", ({ javaScriptEnabled }) => {
  it("shows a job, and how far it is", async () => {
    const zoho = served()
    const id = await zoho.order()
    await using tab = await open(zoho.url, { javaScriptEnabled })
    const row = tab.page.getByRole("row", { name: id })
    expect(await row.innerText()).toMatch(/read\s+Leads\s+\w+, \d+ %/)
    const progress = tab.page.getByRole("progressbar", { name: `Progress of job ${id}` })
    const first = Number(await progress.getAttribute("value"))
    await expect
      .poll(async () => Number(await progress.getAttribute("value")), { timeout: 30_000 })
      .toBeGreaterThan(first)
  })

  it("shows a job that was ordered while somebody looked, and what was asked for", async () => {
    const zoho = served()
    await using tab = await open(zoho.url, { javaScriptEnabled })
    const id = await zoho.order()
    await tab.page.getByRole("row", { name: id }).waitFor()
    expect(await tab.page.getByRole("row", { name: "POST /crm/bulk/v8/read" }).first().innerText()).toMatch(/^201\s/)
  })

  it("finishes a job by its button", async () => {
    const zoho = served()
    const id = await zoho.order()
    await using tab = await open(zoho.url, { javaScriptEnabled })
    await tab.page.getByRole("button", { name: `Finish job ${id}` }).click()
    await tab.page.getByRole("row", { name: id }).getByText("completed").waitFor()
    expect(await zoho.stateOf(id)).toBe("COMPLETED")
  })

  it("arms the fault that is chosen, which the next request meets, and disarms it", async () => {
    const zoho = served()
    const id = await zoho.order()
    const look = async (): Promise<number> => (await zoho.ask("GET", `/crm/bulk/v8/read/${id}`)).status
    // Without scripts a page that is made anew forgets what was chosen: that is what holding it still is for.
    await using tab = await open(`${zoho.url}/?paused`, { javaScriptEnabled })
    const arm = async (): Promise<void> => {
      await tab.page.getByLabel("The next request for").selectOption("getReadJob")
      await tab.page.getByLabel("meets").selectOption("failing")
      await tab.page.getByRole("button", { name: "Arm it" }).click()
    }
    await arm()
    await tab.page.getByRole("row", { name: "failing getReadJob" }).getByText("armed").waitFor()
    expect([await look(), await look()]).toEqual([500, 200])
    await tab.page.goto(`${zoho.url}/?paused`)
    await tab.page.getByRole("row", { name: "failing getReadJob" }).getByText("over").waitFor()
    await arm()
    await tab.page.getByText("armed", { exact: true }).waitFor()
    await tab.page.getByRole("button", { name: "Disarm all" }).click()
    await tab.page.getByText("Nothing so far.").waitFor()
    expect(await look()).toBe(200)
  })
})
