import type { Era } from '../../shown/shown-record.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The places of the cell formats in `xl/styles.xml`. */
export const cellStyles = { plain: 0, head: 1, instant: 2, day: 3 } as const;

/** How a moment is shown: 和暦 is the spreadsheet's own, of the Japanese locale. */
const dayFormats = {
  wareki: '[$-411]ggge"年"m"月"d"日"',
  seireki: 'yyyy\\-mm\\-dd',
} as const satisfies Record<Era, string>;

/** Everything of a workbook but its sheets, by where it stands in the archive (ECMA-376). */
export function workbookParts(sheets: readonly string[], era: Era): ReadonlyMap<string, string> {
  const numbered = sheets.map((name, nth) => ({ name: attribute(name), nth: nth + 1 }));
  return new Map([
    [
      '[Content_Types].xml',
      `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kinds}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kinds}.styles+xml"/>${numbered
        .map(({ nth }) => `<Override PartName="/${sheetPath(nth)}" ContentType="${kinds}.worksheet+xml"/>`)
        .join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${numbered
        .map(({ name, nth }) => `<sheet name="${name}" sheetId="${nth}" r:id="rId${nth}"/>`)
        .join('')}</sheets><definedNames>${numbered
        .map(
          ({ name, nth }) =>
            `<definedName name="_xlnm.Print_Titles" localSheetId="${nth - 1}">'${name}'!$1:$1</definedName>`,
        )
        .join('')}</definedNames></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packaged}/relationships">${numbered
        .map(
          ({ nth }) =>
            `<Relationship Id="rId${nth}" Type="${relations}/worksheet" Target="worksheets/sheet${nth}.xml"/>`,
        )
        .join('')}<Relationship Id="rId0" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', styles(era)],
  ]);
}

/** Where the sheet of this number stands. */
export function sheetPath(nth: number): string {
  return `xl/worksheets/sheet${nth}.xml`;
}

function styles(era: Era): string {
  const day = attribute(dayFormats[era]);
  const cell = (format: number, font: number) =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`;
  return `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="${day} hh:mm:ss"/><numFmt numFmtId="165" formatCode="${day}"/></numFmts><fonts count="2"><font><sz val="10"/><name val="游ゴシック"/></font><font><b/><sz val="10"/><name val="游ゴシック"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">${cell(0, 0)}${cell(0, 1)}${cell(164, 0)}${cell(165, 0)}</cellXfs></styleSheet>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
