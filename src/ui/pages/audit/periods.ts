// The periods people open audits for, counted in calendar days.

export type Period = { id: string; label: string; name: string; firstDay: string; lastDay: string }

const text = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)

/** `today` is a calendar date of the organization; the last full ones first. */
export function periodsBefore(today: string): Period[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const quarter = Math.floor((month - 1) / 3)
  const quarters = [1, 2].map((back) => {
    const first = (quarter - back) * 3
    const named = new Date(Date.UTC(year, first, 1))
    const name = `Q${Math.floor(named.getUTCMonth() / 3) + 1} ${named.getUTCFullYear()}`
    return {
      id: `quarter-${back}`,
      label: back === 1 ? `Last quarter (${name})` : name,
      name,
      firstDay: text(year, first, 1),
      lastDay: text(year, first + 3, 0),
    }
  })
  return [
    ...quarters,
    {
      id: 'half',
      label: 'Six months, until the end of last month',
      name: 'Six months',
      firstDay: text(year, month - 7, 1),
      lastDay: text(year, month - 1, 0),
    },
    {
      id: 'twelve',
      label: 'Twelve months, until the end of last month',
      name: 'Twelve months',
      firstDay: text(year, month - 13, 1),
      lastDay: text(year, month - 1, 0),
    },
    { id: 'year', label: `Last year (${year - 1})`, name: `${year - 1}`, firstDay: text(year - 1, 0, 1), lastDay: text(year - 1, 12, 0) },
  ]
}
