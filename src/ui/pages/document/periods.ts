// The periods an auditor asks about: quarters first, then years, then any two days.

export type Period = { label: string /** As an address names it; null: by its days. */; id: string | null; from: string; to: string }

const text = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)

function quarter(year: number, number: number): Period {
  const first = (number - 1) * 3
  return { label: `Q${number} ${year}`, id: `${year}-Q${number}`, from: text(year, first, 1), to: text(year, first + 3, 0) }
}

function wholeYear(year: number): Period {
  return { label: String(year), id: String(year), from: text(year, 0, 1), to: text(year, 12, 0) }
}

const quartersBack = 8

/** `today` is a calendar date of the organization. The quarter that is running stands last: it is not over. */
export function commonPeriods(today: string): Period[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const running = year * 4 + Math.floor((month - 1) / 3)
  const back = (count: number) => quarter(Math.floor((running - count) / 4), ((running - count) % 4) + 1)
  const now = back(0)
  return [
    ...Array.from({ length: quartersBack }, (_, at) => back(at + 1)),
    wholeYear(year - 1),
    { ...wholeYear(year), label: `${year}, until now` },
    { ...now, label: `${now.label}, until now` },
  ]
}

const date = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** What an address says; where it cannot be read, the last full quarter. */
export function readPeriod(
  asked: { period?: string | undefined; from?: string | undefined; to?: string | undefined },
  today: string,
): Period {
  const { period = '', from = '', to = '' } = asked
  const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(period) ?? []
  if (year !== undefined) return quarter(Number(year), Number(number))
  if (/^\d{4}$/.test(period)) return wholeYear(Number(period))
  if (date.test(from) && date.test(to) && from <= to) return { label: `${from} to ${to}`, id: null, from, to }
  return commonPeriods(today)[0] ?? wholeYear(Number(today.slice(0, 4)))
}
