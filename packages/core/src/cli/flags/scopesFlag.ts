import * as Flag from "effect/cli/Flag"
import { parseScopes } from "../../wire/scopes.ts"
import { optional } from "./commandFlags.ts"

const isScope = (text: string): boolean => /^\w+(?:\.\w+){2,}$/.test(text)

/** What the token of an emulated Zoho is good for; everything, where nothing is named. */
export const scopesFlag = optional(
  Flag.String("scopes").pipe(
    Flag.withMetavar("<scope,...>"),
    Flag.withDescription("what its token may do, such as ZohoCRM.bulk.READ,ZohoCRM.modules.leads.READ; all by default"),
    Flag.map(parseScopes),
    Flag.filter(
      (scopes) => scopes.length > 0 && scopes.every(isScope),
      (scopes) => `scopes as ZohoCRM.bulk.READ,ZohoCRM.modules.ALL, not ${scopes.join()}`,
    ),
  ),
)
