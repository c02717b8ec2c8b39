import type { Style } from './style.ts';

/** How text is laid out; formats that machines read ignore it. */
export interface RenderOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly style: Style;
}
