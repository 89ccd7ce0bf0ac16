/** Addresses become t.co links, and X writes three signs as entities. */
const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/https?:\/\/\S+/g, '<link>')
    .replace(/^(@\w+\s+)+/, '')
    .replace(/\s+/g, ' ')
    .trim();

/** True where X shows, in its own way of writing, what we sent. A picture is a link more at its end. */
export const areSameWords = (sent: string, shown: unknown, hasPicture = false): boolean =>
  typeof shown === 'string' &&
  (plain(sent) === plain(shown) || (hasPicture && `${plain(sent)} <link>` === plain(shown)));
