/**
 * The page runs under `require-trusted-types-for 'script'`. React writes Mantine's style sheets through innerHTML, so a
 * default policy is needed; it lets through only strings that can't contain markup. Imported before everything else.
 */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(input: string): string; createScriptURL(input: string): string },
  ): unknown;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };

trustedTypes?.createPolicy('default', {
  createHTML(input) {
    if (input.includes('<')) throw new TypeError('Markup is never made from strings here');
    return input;
  },
  /** The one worker that the portal has (it turns passphrases into keys) is a file of its own. */
  createScriptURL(input) {
    if (!input.startsWith(`${location.origin}${import.meta.env.BASE_URL}assets/`)) {
      throw new TypeError('Scripts come from the portal only');
    }
    return input;
  },
});
