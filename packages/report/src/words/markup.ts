const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text for XML. What XML cannot hold at all, `sanitize` makes visible before. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>"]/g, (one) => entities[one] ?? '');
}
