/**
 * The variables that runtimes take a proxy from, in the order in which they are looked at.
 *
 * Plain `http` goes to this machine alone and is never proxied; its list is for runtimes that would.
 */
export const proxyVariables = {
  https: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
  http: ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
  none: ["no_proxy", "NO_PROXY"],
} as const
