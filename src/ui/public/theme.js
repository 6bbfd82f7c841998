// Sets light or dark before first paint. The same rule stands in theme/appearance.ts; a test holds the two together.
;(() => {
  var chosen = null
  try {
    chosen = localStorage.getItem('tickmark.appearance')
  } catch {
    // Storage can be forbidden; the rule by the clock needs none.
  }
  var hour = new Date().getHours()
  var dark =
    chosen === 'dark' ||
    (chosen === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen !== 'light' && (hour >= 22 || hour < 6))
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
