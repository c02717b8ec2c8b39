import { escapeMarkup } from '../words/markup.ts';
import { sanitize } from '../words/sanitize.ts';

/** Room of one panel, with margins for its marks. */
export const panel = { width: 300, height: 190, left: 46, right: 10, top: 26, bottom: 30 } as const;
const columns = 2;
const header = 26;

/** Colours that stay apart for colour-blind readers (Okabe and Ito), on white and on black. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] as const;

export const colourOf = (i: number): string => colours[i % colours.length] ?? '';

/** Text of foreign origin as the content of an element. */
const text = (foreign: string): string => escapeMarkup(sanitize(foreign));

/** A line through points: `path` as d3-shape makes it. */
export const drawn = (path: string | null, style: string): string =>
  `<path d="${path ?? ''}" fill="none" ${style}/>`;

export const panelTitle = (title: string): string =>
  `<text x="${panel.left}" y="${panel.top - 10}" font-weight="bold">${text(title)}</text>`;

/** A mark below a panel. */
export const markBelow = (x: number, label: string): string =>
  `<text x="${x.toFixed(1)}" y="${panel.height - panel.bottom + 14}" text-anchor="middle">${label}</text>`;

/** A mark on the left of a panel, with a line across it. */
export const markBeside = (y: number, label: string): string =>
  `<text x="${panel.left - 4}" y="${(y + 3).toFixed(1)}" text-anchor="end">${label}</text><path d="M${panel.left},${y.toFixed(1)}H${panel.width - panel.right}" stroke="#8884"/>`;

/** A document of panels, two in a row, below a legend. */
export function pictureOf(o: {
  readonly title: string;
  /** Said instead of panels where there are none. */
  readonly nothing: string;
  readonly legend: readonly { readonly name: string; readonly colour: string }[];
  readonly panels: readonly string[];
}): string {
  const width = columns * panel.width;
  const height = header + Math.max(Math.ceil(o.panels.length / columns), 1) * panel.height;
  const placed = o.panels.map((one, i) => {
    const left = (i % columns) * panel.width;
    const top = header + Math.floor(i / columns) * panel.height;
    return `<g transform="translate(${left},${top})">${one}</g>`;
  });
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="10" fill="#777">`,
    `<title>${text(o.title)}</title>`,
    ...(o.panels.length === 0 ? [`<text x="8" y="16">${text(o.nothing)}</text>`] : []),
    ...o.legend.map(
      ({ name, colour }, i) =>
        `<text x="${Math.round(8 + (i * (width - 16)) / o.legend.length)}" y="16" fill="${colour}">● ${text(name)}</text>`,
    ),
    ...placed,
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}
