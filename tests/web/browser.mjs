// A page in a browser, without a network.
import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const kBrowsers = [process.env.CELLCAST_BROWSER, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const kBrowser = kBrowsers.find((path) => path && existsSync(path));

const kFirefoxes = [process.env.CELLCAST_FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox"];
export const kFirefox = kFirefoxes.find((path) => path && existsSync(path));

const kPatience = 300000;  // milliseconds after which something hangs, however little of the processors it gets

export async function launch() {
  return puppeteer.launch({ executablePath: kBrowser, headless: true, protocolTimeout: kPatience, args: ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND"] });
}

export async function launchFirefox() {
  return puppeteer.launch({ browser: "firefox", executablePath: kFirefox, headless: true, protocolTimeout: kPatience, extraPrefsFirefox: { "network.dns.disabled": true } });
}

/** Opens a file. `page.errors` gathers what the console calls an error, `page.requests` what leaves the page. */
export async function open(browser, path, { width = 1440, height = 900, hash = "", search = "", features = [], media = null, isPhone = false } = {}) {
  const page = await browser.newPage();
  page.errors = [];
  page.requests = [];
  page.on("console", (message) => { if (["error", "warn"].includes(message.type())) page.errors.push(message.text()); });
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) page.requests.push(request.url()); });
  page.setDefaultTimeout(kPatience);
  await page.setViewport({ width, height, isMobile: isPhone, hasTouch: isPhone });
  if (features.length > 0) await page.emulateMediaFeatures(features);
  if (media !== null) await page.emulateMediaType(media);
  await page.goto(`${pathToFileURL(path).href}${search}${hash === "" ? "" : `#${hash}`}`);
  return page;
}

/** Until the answer to the present state has so many trials. */
export async function settled(page, trials = 16384) {
  await page.waitForFunction((wanted) => document.getElementById("problem").hidden && document.getElementById("table").dataset.trials === String(wanted) && !document.body.dataset.waiting, { timeout: kPatience, polling: 30 }, trials);
}

export const text = (page, selector) => page.$eval(selector, (found) => found.textContent);

/** Numbers of the table, to the bit: [year][value], with the mean last. */
export async function numbers(page) {
  return page.$eval("#table-csv", (link) => decodeURIComponent(link.href.slice(link.href.indexOf(",") + 1)).trim().split("\n").slice(1).map((line) => line.split(",").map(Number)));
}
