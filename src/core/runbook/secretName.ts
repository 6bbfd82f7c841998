// Does a parameter ask for a secret? Values of a run are kept for years and shown to everybody on it: a secret is never one of them.

const secret = /secret|passw(?:or)?d|passphrase|token|private[-_]?key|api[-_]?key|credential/i
/** The id of a token and the name of a secret are none themselves. */
const aboutOne = /[-_](?:id|ids|name|arn|path|type|count|version)$/i

export function soundsSecret(name: string): boolean {
  return secret.test(name) && !aboutOne.test(name)
}
