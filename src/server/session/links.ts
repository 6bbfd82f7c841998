// Addresses that let somebody in. The secret stands after the `#`, which browsers send to nobody: no log and no referrer has it.

const pages = { setUp: '/setup', invitation: '/invitation', enter: '/enter' } as const

export function linkTo(page: keyof typeof pages, publicUrl: string, secret: string): string {
  return `${publicUrl}${pages[page]}#${secret}`
}
