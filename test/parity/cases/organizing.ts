import { largeOrganization } from "../../support/largeOrganization.ts"
import type { Case } from "../Case.ts"
import { emulated, withToken } from "../zoho.ts"

/** What an organisation is made of. */
export const organizing: ReadonlyArray<Case> = [
  {
    title: "`modules`, `fields`, `views` and `count` tell what there is, and what is known is not asked again",
    env: withToken,
    files: { "notes.txt": "" },
    zoho: emulated(),
    steps: [
      { args: ["modules"], exitCode: 0 },
      { args: ["modules", "--json", "--refresh"], exitCode: 0 },
      { args: ["fields", "Leads"], exitCode: 0 },
      { args: ["fields", "meetings", "--jsonl", "--select", "apiName,type"], exitCode: 0 },
      { args: ["fields", "Leads", "--refresh"], env: { XDG_CACHE_HOME: "{home}/elsewhere" }, exitCode: 0 },
      { args: ["fields", "Leads"], env: { XDG_CACHE_HOME: "{home}/work/notes.txt" }, exitCode: 0 },
      { args: ["fields", "Leds"], exitCode: 2 },
      { args: ["fields", "Leads", "--explain"], exitCode: 0 },
      { args: ["views", "Contacts"], exitCode: 0 },
      { args: ["views", "Contact", "--refresh", "--json"], exitCode: 0 },
      { args: ["count", "Contacts"], exitCode: 0 },
      {
        args: ["count", "Contacts", "--where", "Created_Time > 2021-01-02", "--time-zone", "Asia/Colombo"],
        exitCode: 0,
      },
      { args: ["count", "Contacts", "--where", "Email is empty", "--json"], exitCode: 2 },
      { args: ["complete", "--", "export", "Con"], exitCode: 0 },
      { args: ["complete", "--", "export", "Contacts", "--view", "A"], exitCode: 0 },
      { args: ["complete", "--", "get", "4"], exitCode: 0 },
    ],
  },
  {
    title: "`organization` describes an organisation of 40 modules and 300 fields in one, and every command lists it",
    env: withToken,
    zoho: emulated({ organization: largeOrganization(3) }),
    steps: [
      { args: ["modules"], exitCode: 0 },
      { args: ["fields", "Module_0"], exitCode: 0 },
      { args: ["fields", "Module_0", "--json"], exitCode: 0 },
      { args: ["views", "Module_0"], exitCode: 0 },
      { args: ["count", "Module_39"], exitCode: 0 },
      { args: ["complete", "--", "export", "Module_0", "--fields", "Text_0,"], exitCode: 0 },
      { args: ["organization", "--output", "mine.json"], exitCode: 0 },
      { args: ["organization", "--modules", "Module_0,Module_7", "--output", "some.json", "--json"], exitCode: 0 },
      { args: ["organization", "--modules", "Module_7"], exitCode: 0 },
      { args: ["organization", "--modules", "Module_77"], exitCode: 2 },
      { args: ["organization", "--explain"], exitCode: 0 },
    ],
  },
]
