"""Headless Chromium with the few things that every test does, and a look at each page for those who cannot see it well."""

import os

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from fleet import ROOT

# What a page must not have, as a script of ours: names for controls, one heading of the first rank and none skipped,
# contrast of text of 4.5 and more, nothing inline that the content policy would have to allow.
LOOK = """
const faults = [];
const seen = (node) => node.checkVisibility({ visibilityProperty: true });
const name = (node) => (node.getAttribute('aria-label') || node.textContent || node.value || '').trim();
for (const node of document.querySelectorAll('input:not([type=hidden]),select,textarea')) {
  const labels = node.labels ? [...node.labels].map((each) => each.textContent.trim()).join('') : '';
  if (!labels && !node.getAttribute('aria-label')) faults.push('no label: ' + node.outerHTML.slice(0, 120));
}
for (const node of document.querySelectorAll('a,button')) if (!name(node)) faults.push('no text: ' + node.outerHTML.slice(0, 120));
if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
let last = 0;
for (const node of document.querySelectorAll('h1,h2,h3,h4')) {
  const rank = Number(node.tagName[1]);
  if (rank > last + 1) faults.push('heading skipped before ' + node.textContent);
  last = rank;
}
if (!document.documentElement.lang) faults.push('no language');
if (document.querySelector('script:not([src]),style,[style],[onclick]')) faults.push('inline script or style');
const light = (text) => {
  const [r, g, b, a] = text.match(/[0-9.]+/g).map(Number);
  const part = (value) => { const v = value / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  return { light: 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b), alpha: a === undefined ? 1 : a };
};
const ground = (node) => {
  for (let at = node; at; at = at.parentElement) {
    const colour = light(getComputedStyle(at).backgroundColor);
    if (colour.alpha > 0) return colour.light;
  }
  return 1;
};
for (const node of document.querySelectorAll('body *')) {
  if (node.closest('svg') || !seen(node)) continue;
  if (![...node.childNodes].some((each) => each.nodeType === 3 && each.textContent.trim())) continue;
  const [front, back] = [light(getComputedStyle(node).color).light, ground(node)];
  const contrast = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
  if (contrast < 4.5) faults.push('contrast ' + contrast.toFixed(1) + ': ' + node.textContent.trim().slice(0, 40));
}
return faults;
"""

# Where the focus is must be seen on everything that can have it; the key before makes it the focus of a keyboard.
FOCUS = """
const faults = [];
for (const node of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')) {
  if (!node.checkVisibility({ visibilityProperty: true }) || node.disabled) continue;
  node.focus();
  const style = getComputedStyle(node);
  if (document.activeElement !== node) faults.push('takes no focus: ' + node.outerHTML.slice(0, 120));
  else if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) faults.push('focus not seen: ' + node.outerHTML.slice(0, 120));
}
return faults;
"""


class Browser:
    """One window; `fleet` says where the pages are."""

    def __init__(self, fleet, width=1366, height=768):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        words = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=zh-CN"]
        for word in [*words, f"--window-size={width},{height}"]:
            options.add_argument(word)
        self.fleet = fleet
        # What Chromium leaves behind goes with the fleet's home.
        service = Service("/usr/bin/chromedriver", env={**os.environ, "TMPDIR": fleet.home})
        self.driver = webdriver.Chrome(service=service, options=options)
        self.resize(width, height)

    def resize(self, width, height):
        """What a page really gets: a headless window has a frame too."""
        self.width = width
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
        )

    def close(self):
        self.driver.quit()

    def open(self, process, path="/"):
        self.driver.get(self.fleet.url(process) + path)

    def sign_in(self, process, person, secret=None):
        self.open(process, "/sign-in")
        self.find("#person").send_keys(person)
        self.find("#secret").send_keys(secret or self.fleet.token(person))
        self.press("button.main")

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, selector):
        """Presses something that leads to another page, and waits for that page."""
        self.lead(lambda: self.find(selector).click())

    def lead(self, act):
        before = self.find("html")
        act()
        self.wait(lambda: self.gone(before))
        self.wait(lambda: self.driver.execute_script("return document.readyState") == "complete")

    def gone(self, node):
        try:
            return not node.is_enabled()
        except Exception:  # a node of a page that is left answers with one of several errors
            return True

    def keys(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def chord(self, modifier, key):
        """Presses a key while another is held."""
        webdriver.ActionChains(self.driver).key_down(modifier).send_keys(key).key_up(modifier).perform()

    def wait(self, condition, seconds=30):
        return WebDriverWait(self.driver, seconds, poll_frequency=0.1).until(lambda _: condition())

    @property
    def text(self):
        return self.find("body").text

    def keep(self, name):
        """Keeps a picture of the page: in HUIBAN_SCREENSHOTS, else in the fleet's home, which goes with it."""
        folder = os.path.join(ROOT, os.environ.get("HUIBAN_SCREENSHOTS") or os.path.join(self.fleet.home, "screenshots"))
        os.makedirs(folder, exist_ok=True)
        self.driver.save_screenshot(os.path.join(folder, f"{name}.png"))

    def faults(self):
        """What is wrong with the page for people who do not see or click as others do."""
        faults = self.driver.execute_script(LOOK)
        self.keys(Keys.TAB)
        faults += self.driver.execute_script(FOCUS)
        size = len(self.driver.page_source.encode())
        if size > 60 * 1024:
            faults.append(f"{size} bytes")
        # A phone makes its window as wide as a page that does not fit, so its own width is what counts.
        wide = self.driver.execute_script("return document.documentElement.scrollWidth")
        if wide > self.width + 1:
            faults.append(f"{wide} wide, scrolls sideways")
        # That the page itself was a refusal is noted there too, and is no fault.
        own = self.driver.current_url + " "
        return faults + [
            each["message"]
            for each in self.driver.get_log("browser")
            if each["level"] == "SEVERE" and not each["message"].startswith(own)
        ]
