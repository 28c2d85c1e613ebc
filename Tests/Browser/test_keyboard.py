"""A suggestion from registration to the agencies' desks without a mouse: nothing here is clicked."""

import unittest

from selenium.webdriver.common.keys import Keys

from play import Play


class Keyboard(Play):
    def enter(self, process, person):
        """Signs in by typing: the first field has the focus already."""
        browser = self.browse()
        browser.open(process, "/sign-in")
        browser.keys(person, Keys.TAB, self.fleet.token(person))
        browser.lead(lambda: browser.keys(Keys.ENTER))
        return browser

    def look_up(self, browser, case):
        """`/`, the case's number, Enter, until the case is there; then `j` and `o`."""
        browser.keys("/")
        browser.lead(lambda: browser.keys(case, Keys.ENTER))
        browser.wait(lambda: self.reload_until(browser, "tr[data-row] a"))
        browser.keys("j")
        browser.lead(lambda: browser.keys("o"))
        self.assertIn(case, browser.text)

    def tab_to(self, browser, selector):
        """Presses Tab until the control has the focus, as somebody without a mouse does."""
        for _ in range(40):
            if browser.driver.switch_to.active_element == browser.find(selector):
                return
            browser.keys(Keys.TAB)
        self.fail(f"{selector} is not reached by Tab")

    def choose(self, browser, selector, value):
        """Moves down a list until the value is chosen."""
        self.tab_to(browser, selector)
        for _ in range(20):
            if browser.find(selector).get_attribute("value") == value:
                return
            browser.keys(Keys.ARROW_DOWN)
        self.fail(f"{selector} does not offer {value}")

    def test_a_suggestion_goes_from_registration_to_the_agencies_by_keys_alone(self):
        case = self.fleet.submit(20230340, "关于键盘办件的建议")
        clerk = self.enter("coordinator", "coordinator-shen")
        clerk.open("coordinator", "/desk")
        self.look_up(clerk, case)
        clerk.lead(lambda: clerk.keys("s"))
        clerk.lead(lambda: clerk.keys("l"))
        self.assertIn("沈若云", clerk.find("[data-live=holder]").text)
        clerk.keys("n")
        clerk.lead(lambda: clerk.keys("已核对附件", Keys.ENTER))
        self.assertIn("已核对附件", clerk.find(".story").text)
        clerk.keys("c", Keys.SPACE)
        self.tab_to(clerk, "#f-category")
        clerk.keys(Keys.ARROW_DOWN)
        clerk.lead(lambda: clerk.chord(Keys.CONTROL, Keys.ENTER))
        self.assertIn("办结", clerk.find(".story").text)
        clerk.lead(lambda: clerk.keys("u"))
        self.assertTrue(clerk.all(".tabs"))

        office = self.enter("coordinator", "coordinator-fang")
        office.open("coordinator", "/desk")
        self.look_up(office, case)
        office.lead(lambda: office.keys("s"))
        office.keys("c", Keys.SPACE)
        self.choose(office, "#f-leadUnit", "housing")
        for agency in ["civil-affairs", "justice", "police"]:
            box = f'[name="f.coHandlers"][value="{agency}"]'
            self.tab_to(office, box)
            if not office.find(box).is_selected():
                office.keys(Keys.SPACE)
        office.lead(lambda: office.chord(Keys.CONTROL, Keys.ENTER))
        self.assertIn("办结", office.find(".story").text)

        for process, person, key, field in [
            ("housing", "housing-zhao", "e", "extend-term"), ("police", "police-he", "r", "return-reason"),
        ]:
            desk = self.enter(process, person)
            self.look_up(desk, case)
            desk.keys(key)
            self.assertEqual(desk.driver.switch_to.active_element.get_attribute("id"), field)

    def test_j_and_k_go_down_and_up_and_x_selects_even_after_a_box_was_clicked(self):
        for number in (20230341, 20230342):
            self.fleet.submit(number, f"关于第{number}号键盘的建议")
        browser = self.sign_in("coordinator", "coordinator-shen")
        browser.open("coordinator", "/desk")
        browser.wait(lambda: len(browser.all("tr[data-row]")) >= 2 or browser.driver.refresh())
        rows = browser.all("tr[data-row]")

        def current():
            return [index for index, row in enumerate(rows) if "current" in row.get_attribute("class")]

        browser.keys("j")
        browser.keys("j")
        self.assertEqual(current(), [1])
        browser.keys("k")
        self.assertEqual(current(), [0])
        browser.keys("x")
        self.assertTrue(rows[0].find_element("css selector", "input").is_selected())
        # The box has the focus now, and is nothing to type in.
        rows[1].find_element("css selector", "input").click()
        browser.keys("j")
        self.assertEqual(current(), [1])


if __name__ == "__main__":
    unittest.main()
