/**
 * The help of the `zoho-bulk` command, prepared when the command was built, for runners to show; it loads without the
 * rest.
 *
 * **Example** (What a runner asks first, on Node)
 *
 * ```ts
 * import { readyHelp } from "@zoho-bulk/core/help"
 *
 * export const help = (args: ReadonlyArray<string>, version: string) =>
 *   readyHelp(args, {
 *     startedAs: "zoho-bulk",
 *     runtime: { name: "node", version },
 *     read: () => undefined,
 *     screen: () => ({ isTerminal: false, columns: 0 }),
 *   })
 * ```
 */
export { type HelpSurroundings, readyHelp } from "./help/readyHelp.ts"
