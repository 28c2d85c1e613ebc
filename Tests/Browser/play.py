"""What every test in a browser begins with: the fleet, a window, a task on somebody's desk."""

import unittest

from browser import Browser
from fleet import Fleet


class Play(unittest.TestCase):
    """One fleet for all; each test has windows of its own."""

    @classmethod
    def setUpClass(cls):
        cls.fleet = Fleet.running()

    def browse(self, **size):
        browser = Browser(self.fleet, **size)
        self.addCleanup(browser.close)
        return browser

    def sign_in(self, process, person, **size):
        """A window in which the person is signed in."""
        browser = self.browse(**size)
        browser.sign_in(process, person)
        return browser

    def task(self, browser, process, case):
        """Opens the case's task on a desk, waiting until it has come there."""
        browser.open(process, f"/desk?tab=to-claim&q={case}")
        browser.wait(lambda: self.reload_until(browser, "tr[data-row] a"))
        browser.press("tr[data-row] a")

    @classmethod
    def assigned(cls, number, title):
        """A case that is registered and assigned, so that all four agencies have a step; gives its id."""
        case = cls.fleet.submit(number, title)
        cls.fleet.complete(f"{case}.register.1", "coordinator-shen")
        cls.fleet.complete(f"{case}.assign.1", "coordinator-fang")
        return case

    @staticmethod
    def reload_until(browser, selector):
        if browser.all(selector):
            return True
        browser.driver.refresh()
        return False

    @staticmethod
    def comes_back(browser, address, selector):
        try:
            browser.driver.get(address)
            return bool(browser.all(selector))
        except Exception:  # nobody listens until the supervisor has started another
            return False
