// Names of the places that the interview knows, as a person would look for them.
import { economicArea, placeCodes, placeName } from '../../../core/obligation/places.ts'

let regions: Intl.DisplayNames | undefined

/** Germany for `DE`; states and groups of countries have names of our own. */
export function spokenPlace(code: string): string {
  const own = placeName(code)
  if (own !== code) return own.replace(/^the /, '')
  regions ??= new Intl.DisplayNames('en', { type: 'region' })
  try {
    return regions.of(code) ?? code
  } catch {
    return code
  }
}

/** Groups and countries by name, then the states of the US. */
export function placeChoices(without: readonly string[]): { value: string; label: string }[] {
  const choices = placeCodes
    .filter((code) => !without.includes(code))
    .map((code) => ({ value: code, label: code.startsWith('US-') ? `US: ${spokenPlace(code)}` : spokenPlace(code) }))
  return byLabel(choices)
}

/** The countries whose authorities the law of the EU names. */
export function authorityChoices(): { value: string; label: string }[] {
  return byLabel(economicArea.map((code) => ({ value: code, label: spokenPlace(code) })))
}

function byLabel(choices: { value: string; label: string }[]): { value: string; label: string }[] {
  return choices.sort((left, right) => left.label.localeCompare(right.label, 'en'))
}
