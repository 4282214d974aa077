const printable = /^[\x21-\x7e]+$/

/** Explains why a text cannot be a token, an id or a secret, without showing it. */
export const secretProblem = (secret: string): string | undefined => {
  if (secret === "") return "it is empty"
  if (/[\r\n]/.test(secret)) return "it contains a line break"
  return printable.test(secret) ? undefined : "it contains a character that headers do not allow"
}
