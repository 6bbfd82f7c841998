// Makes elements by hand, for the one place that must stand before the pages’ own means are there.

export type Child = Node | string | null | false

type Attributes = { className?: string | undefined; onPress?: (() => void) | undefined } & Record<
  string,
  string | boolean | (() => void) | undefined
>

function fill<Made extends Element>(made: Made, { className, onPress, ...attributes }: Attributes, children: readonly Child[]): Made {
  if (className) made.setAttribute('class', className)
  if (onPress) made.addEventListener('click', onPress)
  for (const [name, value] of Object.entries(attributes)) if (typeof value === 'string') made.setAttribute(name, value)
  // Strings become text: nothing that somebody wrote is ever read as markup.
  made.append(...children.filter((child) => child !== null && child !== false))
  return made
}

export function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Attributes = {}, ...children: Child[]) {
  return fill(document.createElement(tag), attributes, children)
}

export function makeSvg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}
