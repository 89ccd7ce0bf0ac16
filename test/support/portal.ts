import { expect } from '@jest/globals';
import { citizenContext, operatorContext } from '#kernel';
import { Accounts, type StaffRole } from '#staff';
import { Intake } from '#tips';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openContext, startBrowser } from './browser.js';
import { type Desk, openDesk, PASSWORD } from './desk.js';

/** The portal in a real browser on the whole product. */
export interface PortalRoom {
  desk: Desk;
  /** A browser in which one of the demonstration's people is signed in, and its first page. */
  enter(who: string, look?: Look): Promise<Page>;
  /** A browser in which nobody is signed in. */
  stranger(look?: Look): Promise<Page>;
  /** Sends a tip as the form does; returns its id. */
  tip(text: string, place?: string, campaign?: string): Promise<string>;
  /** Invites somebody; returns the path of their one-time link. */
  invite(email: string, name: string, roles: StaffRole[], unit: string): Promise<string>;
  /** Closes desk and browser; fails where the content security policy refused something or a page broke. */
  close(): Promise<void>;
}

interface Look {
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
}

/** Opens desk and browser for a test file. */
export async function openPortal(settings: NodeJS.ProcessEnv = {}): Promise<PortalRoom> {
  const desk = await openDesk(settings);
  const browser = await startBrowser();
  const refusals: string[] = [];
  let sent = 0;
  const stranger = async (look: Look = {}) => {
    const page = await (await newContext(browser, desk, look)).newPage();
    await page.addInitScript(keepNotices);
    page.on('pageerror', (error) => refusals.push(error.message));
    page.on('console', (message) => {
      if (/content security policy|trusted ?html|trusted ?script/i.test(message.text())) {
        refusals.push(message.text());
      }
    });
    return page;
  };
  return {
    desk,
    stranger,
    close: async () => {
      await browser.close();
      await desk.close();
      expect(refusals).toEqual([]);
    },
    enter: async (who, look) => {
      const email = await desk.activate(who);
      const page = await stranger(look);
      const answer = await page.request.post('/api/session', { data: { email, password: PASSWORD } });
      expect(answer.status()).toBe(200);
      return page;
    },
    tip: async (text, place, campaign = 'tweetredadas') => {
      const receipt = await desk.app.get(Intake).receive(
        {
          channel: 'web',
          channelAccount: 'form',
          remoteId: `portal-${(sent += 1)}`,
          campaignId: await desk.campaignId(campaign),
          language: 'es',
          text,
          ...(place === undefined ? {} : { place }),
          files: [],
        },
        citizenContext('test'),
      );
      return receipt.tipId;
    },
    invite: async (email, name, roles, unit) => {
      const unitIds = [await desk.unitId(unit)];
      const { setupToken } = await desk.database.transaction((tx) =>
        desk.app.get(Accounts).invite(tx, operatorContext('test'), { email, name, roles, unitIds }),
      );
      return `/staff/setup#${setupToken}`;
    },
  };
}

/** Notices go by themselves after eight seconds (main.tsx): no busy machine may be too late for them. */
function keepNotices(): void {
  const later = window.setTimeout.bind(window);
  window.setTimeout = ((work: TimerHandler, delay?: number, ...rest: unknown[]) =>
    later(work, delay === 8_000 ? 3_600_000 : delay, ...rest)) as typeof window.setTimeout;
}

const newContext = (browser: Browser, desk: Desk, look: Look): Promise<BrowserContext> =>
  openContext(browser, {
    baseURL: desk.address.replace('[::1]', 'localhost').replace('127.0.0.1', 'localhost'),
    locale: 'es-ES',
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 800 },
    ...look,
  });
