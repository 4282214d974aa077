import { hexDigits } from "./ids.ts"

/** What tells a secret from others, and gives nothing of it away; that of an access token is the one that the list of tokens shows. */
export const fingerprintOf = (secret: string): string => hexDigits(secret, 8)

const secretHeaders = ["authorization", "cookie", "proxy-authorization"]

/** Headers with fingerprints in place of what they keep secret; the scheme of a token is none. */
export const hideInHeaders = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!secretHeaders.includes(name.toLowerCase())) return [name, value]
      const [, scheme = "", secret = ""] = /^([\w-]+ +)?(.*)$/s.exec(value) ?? []
      return [name, `${scheme}${fingerprintOf(secret)}`]
    }),
  )

const secretKeys = /^(?:.*secret|(?:access_?|auth_?|id_|refresh_?)?token|code|.*password|.*api_?key)$/i

/** A name as it was before it was escaped, such as `client%5Fsecret`; one that was never escaped well is what it is. */
const unescaped = (name: string): string => {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** A form, or the query of an address, with fingerprints in place of what it keeps secret. */
export const hideInForm = (form: string): string =>
  form.replaceAll(/([^&=]+)=([^&]*)/g, (pair, name: string, value: string) =>
    secretKeys.test(unescaped(name)) ? `${name}=${fingerprintOf(value)}` : pair,
  )

/** Values in the query of an address, such as the key that a callback is told by. */
const inAddresses = /([?&][^=&?"\s]+=)([^&"\s#]+)/g

/** A form or a JSON text with fingerprints in place of what it keeps secret. */
export const hideInBody = (body: string, isForm: boolean): string =>
  isForm
    ? hideInForm(body)
    : body.replaceAll(inAddresses, (_, name: string, value: string) => `${name}${fingerprintOf(value)}`)
