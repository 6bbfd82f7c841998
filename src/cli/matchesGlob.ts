// Is a path one of those that `docs/archive/**` means?

/** `*` stays in its folder, `**` does not. */
export function matchesGlob(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map(
    (glob) =>
      new RegExp(
        `^${glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*\*\/?|\*|\?/g, (mark) => (mark === '?' ? '[^/]' : mark === '*' ? '[^/]*' : '.*'))}$`,
      ),
  )
  return (path) => patterns.some((pattern) => pattern.test(path.replaceAll('\\', '/').replace(/^\.\//, '')))
}
