/** So many pages to a node of the tree: of a hundred thousand rows some thirty nodes are kept, and no page. */
const pagesOfNode = 100;

/** What stands in a node of the tree. */
type NodeData = { readonly Type: 'Pages'; readonly Parent: object; Kids: object[]; Count: number };

type Node = { readonly reference: PDFKit.PDFKitReference; readonly data: NodeData };

/**
 * The tree by which the pages of a PDF are found (ISO 32000-1, 7.7.3). pdfkit keeps every page in one list until the end; here they stand under nodes,
 * each written as it fills, and what has been written is held by nobody.
 */
export function buildPageTree(doc: PDFKit.PDFDocument) {
  let node: Node | undefined;

  function open(root: { readonly data: Pick<NodeData, 'Kids'> }): Node {
    const data: NodeData = { Type: 'Pages', Parent: root, Kids: [], Count: 0 };
    const reference = doc.ref(data);
    root.data.Kids.push(reference);
    return { reference, data };
  }

  function close(): void {
    if (node === undefined) return;
    node.reference.end(undefined);
    // The root goes on naming the node, for which its number is enough.
    node.data.Kids = [];
    node = undefined;
  }

  return {
    /** Takes the page that was added last. */
    take(): void {
      const { dictionary } = doc.page;
      // The types of pdfkit tell of a page only what it draws with.
      const { Parent: root } = Object(dictionary.data);
      root.data.Kids.pop();
      node ??= open(root);
      Object.assign(dictionary.data, { Parent: node.reference });
      node.data.Kids.push(dictionary);
      node.data.Count += 1;
      if (node.data.Count === pagesOfNode) close();
    },
    /** No page is added behind it. */
    end: close,
  };
}
