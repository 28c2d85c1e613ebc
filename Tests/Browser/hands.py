"""Two ways to work on a page: with a mouse, and with keys alone. A text is typed in both."""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

# A file that comes from elsewhere on the screen: the one thing that only a script can let go over a page.
DROP = """
const held = new DataTransfer();
held.items.add(new File([arguments[1]], arguments[2], { type: 'text/plain' }));
arguments[0].dispatchEvent(new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }));
"""


class Mouse:
    """Points and clicks; keys only where words are typed."""

    name = "mouse"

    def __init__(self, browser):
        self.browser = browser

    def _click(self, selector):
        node = self.browser.find(selector)
        self.browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", node)
        ActionChains(self.browser.driver).move_to_element(node).click().perform()

    def follow(self, selector):
        """Presses something that leads to another page."""
        self.browser.lead(lambda: self._click(selector))

    def enter(self, person, secret):
        for field, text in [("#person", person), ("#secret", secret)]:
            self._click(field)
            self.browser.keys(text)
        self.follow("button.main")

    def search(self, text):
        self._click("#q")
        self.browser.find("#q").clear()
        self.browser.keys(text)
        self.follow("form[method=get] button")

    def open_first(self):
        self.follow("tr[data-row] a")

    def act(self, act, _key):
        self.follow(f"button[name=act][value={act}]")

    def outcome(self, value):
        self._click(f"input[name=outcome][value={value}]")

    def tick(self, name, values):
        for value in values:
            if not self.browser.find(f'[name="f.{name}"][value="{value}"]').is_selected():
                self._click(f'[name="f.{name}"][value="{value}"]')

    def choose(self, name, value):
        # The open list is drawn by the system, outside the page; choosing in it is what a click there does.
        Select(self.browser.find(f"#f-{name}")).select_by_value(value)

    def type(self, name, text):
        self._click(f"#f-{name}")
        self.browser.keys(text)

    def date(self, name, year, month, day):
        # The left edge is the first part of the date; the middle would be one of the others.
        node = self.browser.find(f"#f-{name}")
        self.browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", node)
        left = -node.size["width"] // 2 + 20
        ActionChains(self.browser.driver).move_to_element_with_offset(node, left, 0).click().perform()
        self.browser.keys(*date_keys(year, month, day))

    def attach(self, name, path):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        drop = self.browser.find(f'.drop[data-name="{name}"]')
        self.browser.driver.execute_script(DROP, drop, text, path.split("/")[-1])

    def send(self):
        self.follow("#work button.main")


class Keyboard:
    """Keys alone: the page's own, Tab, arrows, Space and Enter."""

    name = "keyboard"

    def __init__(self, browser):
        self.browser = browser

    def _reach(self, selector):
        for _ in range(80):
            if self.browser.driver.switch_to.active_element == self.browser.find(selector):
                return
            self.browser.keys(Keys.TAB)
        raise AssertionError(f"{selector} is not reached by Tab")

    def follow(self, selector):
        self._reach(selector)
        self.browser.lead(lambda: self.browser.keys(Keys.ENTER))

    def enter(self, person, secret):
        # The first field has the focus already.
        self.browser.keys(person, Keys.TAB, secret)
        self.browser.lead(lambda: self.browser.keys(Keys.ENTER))

    def search(self, text):
        self.browser.keys("/")
        self.browser.find("#q").clear()
        self.browser.lead(lambda: self.browser.keys(text, Keys.ENTER))

    def open_first(self):
        self.browser.keys("j")
        self.browser.lead(lambda: self.browser.keys("o"))

    def act(self, _act, key):
        self.browser.lead(lambda: self.browser.keys(key))

    def outcome(self, value):
        self.browser.keys("c", Keys.SPACE)
        for _ in range(10):
            if self.browser.find(f"input[name=outcome][value={value}]").is_selected():
                return
            self.browser.keys(Keys.ARROW_DOWN)
        raise AssertionError(f"the outcome {value} is not offered")

    def tick(self, name, values):
        for value in values:
            box = f'[name="f.{name}"][value="{value}"]'
            if not self.browser.find(box).is_selected():
                self._reach(box)
                self.browser.keys(Keys.SPACE)

    def choose(self, name, value):
        self._reach(f"#f-{name}")
        for _ in range(40):
            if self.browser.find(f"#f-{name}").get_attribute("value") == value:
                return
            self.browser.keys(Keys.ARROW_DOWN)
        raise AssertionError(f"{name} does not offer {value}")

    def type(self, name, text):
        self._reach(f"#f-{name}")
        self.browser.keys(text)

    def date(self, name, year, month, day):
        self._reach(f"#f-{name}")
        self.browser.keys(*date_keys(year, month, day))

    def attach(self, name, path):
        self._reach(f"#f-{name}")
        # Space would open the system's list of files, which no test can see; this is what it gives back.
        self.browser.find(f"#f-{name}").send_keys(path)

    def send(self):
        self.browser.lead(lambda: self.browser.chord(Keys.CONTROL, Keys.ENTER))


def date_keys(year, month, day):
    """A day as it is typed into a field for dates: Debian's Chromium has no words but English for its own controls."""
    return [f"{month:02}{day:02}{year}"]
