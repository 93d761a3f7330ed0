/** An element of a page of ours, with its text in order. */
export type PageElement = {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (PageElement | string)[];
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const named = (text: string) => text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name) => entities[name] ?? '');

/**
 * Reads a page as strictly as XML: every element is closed in its turn, every attribute quoted, and a bare `<` or `&` is an
 * error. Whatever it accepts a browser reads in no other way.
 */
export function parsedPage(html: string): PageElement {
  const body = html.replace(/^<!doctype html>\n/, '').trimEnd();
  const root: PageElement & { children: (PageElement | string)[] } = {
    tag: '',
    attributes: {},
    children: [],
  };
  const open = [root];
  const token = /<(\/?)([a-z][a-z0-9]*)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let end = 0;
  for (const [whole, closing, tag = '', attributes = '', empty, text] of body.matchAll(token)) {
    const parent = open.at(-1);
    if (parent === undefined) throw new Error(`nothing is open before ${whole}`);
    end += whole.length;
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare & in ${text}`);
      parent.children.push(named(text));
    } else if (closing === '/') {
      if (parent.tag !== tag) throw new Error(`</${tag}> closes <${parent.tag}>`);
      open.pop();
    } else {
      const read = [...attributes.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)];
      const element = {
        tag,
        attributes: Object.fromEntries(read.map(([, name = '', value = '']) => [name, named(value)])),
        children: [],
      };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (end !== body.length || open.length !== 1)
    throw new Error(`no page from ${end}: ${body.slice(end, end + 60)}`);
  return root;
}

/** Every element below one, in the order of the page. */
export function elementsIn(element: PageElement): readonly PageElement[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [child, ...elementsIn(child)],
  );
}

export function textIn(element: PageElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}
