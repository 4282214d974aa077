/** The digests of the page's style and script, the only ones that it may have. */
const styleDigest = "sha256-04/+z7XnXKaCmAOWhlGlKGiO/WXs/8tqci48xiWlTZ8="
const scriptDigest = "sha256-iOmPuLKdzf7TtJTSVfiRIcvkVAjayxgdqBFsOgX+dsQ="

/** Keeps everything out of the page that is not its own, and the page out of everybody else's. */
const policy = [
  "default-src 'none'",
  `style-src '${styleDigest}'`,
  `script-src '${scriptDigest}'`,
  "connect-src 'self'",
  "form-action 'self'",
  "img-src data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ")

/** What a browser has to know of the page. */
export const pageHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": policy,
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
}
