import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { RememberedSetting } from '../browser/remembered-setting.js';
import type { Words } from './es.js';

export const PORTAL_LANGUAGES = ['es', 'en'] as const;
export type PortalLanguage = (typeof PORTAL_LANGUAGES)[number];

const CATALOGUES: Record<PortalLanguage, () => Promise<Words>> = {
  es: () => import('./es.js').then(({ es }) => es),
  en: () => import('./en.js').then(({ en }) => en),
};

/** Words that only some rooms need: they come with the room's code, not with the first page. */
const ROOM_CATALOGUES = {
  campaigns: {
    es: () => import('./es/campaigns.js').then(({ campaignsRoom }) => campaignsRoom),
    en: () => import('./en/campaigns.js').then(({ campaignsRoom }) => campaignsRoom),
  },
  team: {
    es: () => import('./es/team.js').then(({ teamRoom }) => teamRoom),
    en: () => import('./en/team.js').then(({ teamRoom }) => teamRoom),
  },
  messages: {
    es: () => import('./es/messages.js').then(({ messages }) => ({ messages })),
    en: () => import('./en/messages.js').then(({ messages }) => ({ messages })),
  },
  privacy: {
    es: async () => {
      const [{ privacy }, { tipHistory: history }] = await Promise.all([
        import('./es/privacy.js'),
        import('./es/tip-history.js'),
      ]);
      return { privacy, history };
    },
    en: async () => {
      const [{ privacy }, { tipHistory: history }] = await Promise.all([
        import('./en/privacy.js'),
        import('./en/tip-history.js'),
      ]);
      return { privacy, history };
    },
  },
  audit: {
    es: () => import('./es/audit.js').then(({ audit }) => ({ audit })),
    en: () => import('./en/audit.js').then(({ audit }) => ({ audit })),
  },
  files: {
    es: () => import('./es/files.js').then(({ files }) => ({ files })),
    en: () => import('./en/files.js').then(({ files }) => ({ files })),
  },
  groups: {
    es: () => import('./es/groups.js').then(({ groups }) => ({ groups })),
    en: () => import('./en/groups.js').then(({ groups }) => ({ groups })),
  },
  vault: {
    es: () => import('./es/vault.js').then(({ vault }) => ({ vault })),
    en: () => import('./en/vault.js').then(({ vault }) => ({ vault })),
  },
  x: {
    es: () => import('./es/x.js').then(({ x }) => ({ x })),
    en: () => import('./en/x.js').then(({ x }) => ({ x })),
  },
  reveal: {
    es: () => import('./es/reveal.js').then(({ reveal }) => ({ reveal })),
    en: () => import('./en/reveal.js').then(({ reveal }) => ({ reveal })),
  },
  retention: {
    es: () => import('./es/retention.js').then(({ retention }) => ({ retention })),
    en: () => import('./en/retention.js').then(({ retention }) => ({ retention })),
  },
};
type RoomWithWords = keyof typeof ROOM_CATALOGUES;
const rooms = new Set<RoomWithWords>();

/** Loads a room's words before it is drawn: `lazyRouteComponent(withWords('vault', () => import(…)))`. */
export function withWords<Module>(room: RoomWithWords, load: () => Promise<Module>): () => Promise<Module> {
  return async () => {
    rooms.add(room);
    const [module] = await Promise.all([load(), teach(room, i18next.language as PortalLanguage)]);
    return module;
  };
}

async function teach(room: RoomWithWords, language: PortalLanguage): Promise<void> {
  const words = await ROOM_CATALOGUES[room][language]();
  i18next.addResourceBundle(language, 'translation', words, true, true);
}

/** The browser's first language that we speak; Spanish where it speaks neither. */
const browsersLanguage = (): PortalLanguage =>
  navigator.languages
    .map((language) => PORTAL_LANGUAGES.find((ours) => language.startsWith(ours)))
    .find((language) => language !== undefined) ?? 'es';

const chosen = new RememberedSetting('colabora.language', PORTAL_LANGUAGES, browsersLanguage());

/** Loads the words before the first thing is drawn. */
export async function startWords(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: chosen.get(),
    resources: {},
    keySeparator: '.',
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  });
  await speak(chosen.get());
}

/** Switches the portal's language, and remembers it. */
export async function speak(language: PortalLanguage): Promise<void> {
  i18next.addResourceBundle(language, 'translation', await CATALOGUES[language]());
  await Promise.all([...rooms].map((room) => teach(room, language)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (language !== chosen.get()) chosen.set(language);
}
