import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** The SHA-256 that a content security policy names. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What a browser made of a page. */
export interface Opened {
  readonly page: Page;
  /** Console messages and script errors. */
  readonly complaints: readonly string[];
  /** Addresses that the page asked for, itself left out. */
  readonly requests: readonly string[];
  /** Those of them that were answered. */
  readonly finished: readonly string[];
}

/** A headless Chromium with a profile of its own. */
export class Browser {
  readonly #directory = mkdtempSync(join(tmpdir(), 'runbook-page-'));
  #context: BrowserContext | null = null;

  async open(html: string, view: { readonly width: number; readonly dark?: boolean }): Promise<Opened> {
    const file = join(this.#directory, 'report.html');
    writeFileSync(file, html);
    const page = await (await this.#launch()).newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    const finished: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    page.on('requestfinished', (request) => finished.push(request.url()));
    await page.setViewportSize({ width: view.width, height: 900 });
    await page.emulateMedia({ colorScheme: view.dark === true ? 'dark' : 'light' });
    const address = pathToFileURL(file).href;
    await page.goto(address);
    const others = (urls: readonly string[]) => urls.filter((url) => url !== address);
    return { page, complaints, requests: others(requests), finished: others(finished) };
  }

  async close(): Promise<void> {
    await this.#context?.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #launch(): Promise<BrowserContext> {
    this.#context ??= await chromium.launchPersistentContext(join(this.#directory, 'profile'), {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: flags,
    });
    return this.#context;
  }
}
