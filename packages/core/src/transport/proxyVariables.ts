/**
 * The variables that runtimes take a proxy from, in order of precedence.
 *
 * **Details**
 *
 * Plain `http` goes to this machine alone and is never proxied; its list is for runtimes that would proxy it.
 *
 * **Example** (The proxy in force)
 *
 * ```ts
 * import { proxyVariables } from "@zoho-bulk/core/runtime"
 *
 * export const proxy = (read: (name: string) => string | undefined): string | undefined =>
 *   proxyVariables.https.map(read).find((value) => value !== undefined)
 * ```
 *
 * @category configuration
 */
export const proxyVariables = {
  https: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
  http: ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
  none: ["no_proxy", "NO_PROXY"],
} as const
