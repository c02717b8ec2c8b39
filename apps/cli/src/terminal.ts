import type { RenderOptions } from '@rectify/report';
import { ansi, unstyled } from '@rectify/report';

const fallbackWidth = 110;

/** Whether standard output takes colour: FORCE_COLOR over NO_COLOR over what the terminal says, as Node does itself. */
function hasColour(): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no } = process.env;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return process.stdout.isTTY && process.stdout.hasColors();
}

/** Layout of what goes to standard output. */
export function terminal(): RenderOptions {
  const columns = process.stdout.isTTY ? process.stdout.columns : fallbackWidth;
  const width = Math.min(Math.max(columns, 60), 160);
  return { width, style: hasColour() ? ansi : unstyled };
}

/** Layout of what goes to files. */
export const paper: RenderOptions = { width: fallbackWidth, style: unstyled };

/** A line on standard error, which holds what is no result. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);
