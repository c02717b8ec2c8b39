import type { RenderOptions } from '../words/render-options.ts';

/** What was found out, as a table for people and as a document. */
export interface TableDocument {
  readonly text: (options: RenderOptions) => string;
  readonly json: () => string;
}
