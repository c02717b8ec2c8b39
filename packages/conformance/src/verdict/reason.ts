/** Words that stand where a reason is to be: letters and digits alone, in lower case. */
const placeholders: ReadonlySet<string> = new Set(
  `accepted asabove bar because blank bug deviation ditto dummy empty excused expected expectedfailure expectedfail
  explain explainlater fail failing fails failure fixlater flaky foo idem ignore ignored issue known knownbug
  knowndeviation knownfail knownfailure knownissue later missing na no nocomment nodescription none noreason
  notapplicable notavailable notknown nothing notyet notyetknown null ok okay placeholder reason same sameasabove seeabove
  skip skipped someday something temp temporary test text unclear undefined unknown unspecified updateme why whatever
  willfix wip wontfix xfail yes`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** What a note to oneself begins with, whatever follows. */
const notes = /^(?:todo|to do|tbd|tba|tbc|fixme|xxx+)\b/;

/**
 * Whether a text says why: what is empty, a placeholder (`TODO`, `n/a`, `known`, `-`) or one letter over and over, pasted into
 * every entry, would excuse everything.
 */
export function isReason(text: string): boolean {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const bare = plain.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const [first = ''] = bare;
  return !(
    !/\p{L}/u.test(bare) ||
    bare === first.repeat(bare.length) ||
    placeholders.has(bare) ||
    notes.test(plain.replace(/^[^\p{L}]+/u, ''))
  );
}
