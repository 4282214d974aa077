import { OperationName } from "../../wire/Operation.ts"
import type { EmulatorReport } from "../model/EmulatorReport.ts"
import { Fault } from "../model/Fault.ts"
import { html, type Html } from "./html.ts"
import { table } from "./table.ts"

type ArmedFault = EmulatorReport["faults"][number]

const meanings: Readonly<Record<Fault["does"], string>> = {
  throttled: "429, too many requests",
  unauthorized: "401, the token is refused",
  failing: "500, an error at Zoho",
  "bad-gateway": "502, with an HTML page",
  reset: "the connection breaks, and nothing is done",
  "lost-reply": "it is done, but the answer is lost",
  late: "it is done a second later",
  "late-reply": "it is done, but the answer comes a second later",
  "reset-in-body": "the connection breaks during the answer",
  "slow-body": "the answer comes in pieces",
  truncated: "the answer ends too early",
  "wrong-checksum": "the archive is damaged",
  "job-fails": "the job that it creates fails",
  "job-never-ends": "the job that it creates never ends",
  "job-takes": "the job that it creates takes a second",
}

const isOver = ({ nth, seen }: ArmedFault): boolean =>
  nth !== undefined && seen >= (typeof nth === "number" ? nth : Math.max(...nth))

/** What of a world goes wrong, and what has gone wrong. */
export const faultsTable = ({ faults }: EmulatorReport): Html =>
  table({
    caption: "Faults",
    headings: ["What", "Requests", "Which", "Seen", "State"],
    rows: faults.map((fault) => ({
      cells: [
        fault.does,
        [fault.operation, fault.method, fault.path].filter((part) => part !== undefined).join(" ") || "any",
        fault.nth === undefined ? "all" : String(fault.nth),
        fault.seen,
        isOver(fault) ? "over" : html`<span class="bad">armed</span>`,
      ],
    })),
    none: "Nothing so far.",
  })

/** The button that removes all faults, if there are any. */
export const disarmButton = ({ faults }: EmulatorReport): Html =>
  faults.length === 0
    ? html``
    : html`<form method="post" action="/_emulator/faults/clear" data-done="All faults were disarmed.">
        <button>Disarm all</button>
      </form>`

/** The form that lets the next request meet a fault. */
export const faultForm: Html = html`<form method="post" action="/_emulator/faults" data-done="The fault was armed.">
  <label
    >The next request for
    <select name="operation">
      <option value="">anything</option>
      ${OperationName.literals.map((name) => html`<option>${name}</option>`)}
    </select></label
  >
  <label
    >meets
    <select name="does">
      ${Fault.fields.does.literals.map((does) => html`<option value="${does}">${does}: ${meanings[does]}</option>`)}
    </select></label
  >
  <button>Arm it</button>
</form>`
