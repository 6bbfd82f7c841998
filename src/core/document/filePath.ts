// Where may the file of a document lie? Below the folder it is counted from, whoever named it, and never where git keeps its own.

/** What is wrong with it, in words. Undefined: joined to a folder it stays below that folder, on any system. */
export function pathProblem(path: string): string | undefined {
  if (path === '' || /[\\\p{Cc}\p{Surrogate}]/u.test(path)) return 'A path has forward slashes, and no control characters.'
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'A path is counted from the root of its repository: it begins with a name.'
  const names = path.split('/')
  if (names.some((name) => name === '' || /^\.+$/.test(name)))
    return 'A path names every folder on its way down: no `..`, no `.`, nothing empty.'
  if (names.some(isGitsOwn)) return 'What lies in `.git` belongs to git: a file there could be run by it.'
  return undefined
}

/** What is written where a server says so is a text, never something that a shell, an editor or a build reads as its settings. */
export function hasTextEnding(path: string): boolean {
  return /[^/]\.(md|markdown|mdown|mdx|txt)$/i.test(path)
}

/** Other systems take `.GIT`, `.git.`, `git~1` and a name with invisible characters for the same folder. */
function isGitsOwn(name: string): boolean {
  return /^(\.git(?:[ .:].*)?|git~\d+)$/i.test(name.replaceAll(/\p{Cf}/gu, ''))
}
