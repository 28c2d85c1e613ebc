"""What the board shows while nobody reloads it, and what every page says of the home it belongs to."""

import unittest

from play import Play


class Board(Play):
    def test_the_stream_of_events_goes_on_by_itself_and_can_be_held_still(self):
        case = self.fleet.submit(20230361, "关于最新动态的建议")
        board = self.sign_in("coordinator", "coordinator-fang")
        board.open("coordinator", "/board")
        board.wait(lambda: case in board.find("#events").text)
        page = board.find("html")
        self.fleet.complete(f"{case}.register.1", "coordinator-shen")
        board.wait(lambda: any(case in each.text and "登记" in each.text for each in board.all("#events li")[:8]))
        self.assertFalse(board.gone(page), "it is still the same page")
        board.find("#hold").click()
        self.assertIn("已暂停更新", board.find("#told").text)
        before = board.find("#events").get_attribute("data-last")
        other = self.fleet.submit(20230362, "关于暂停的建议")
        # The tiles above are not held: when they were asked for twice more, the stream would have been too.
        polls = "return performance.getEntriesByType('resource').filter((each) => each.name.includes('/board/live')).length"
        asked = board.driver.execute_script(polls)
        board.wait(lambda: board.driver.execute_script(polls) >= asked + 2)
        self.assertEqual(board.find("#events").get_attribute("data-last"), before)
        self.assertNotIn(other, board.find("#events").text)
        board.find("#hold").click()
        board.wait(lambda: other in board.find("#events").text)
        self.assertIn("实时更新中", board.find("#told").text)
        board.keep("events")

    def test_the_rates_have_numerator_and_denominator_and_nothing_out_of_nothing_is_a_dash(self):
        case = self.assigned(20230363, "关于指标的建议")
        self.fleet.complete(f"{case}.opinions.police.1", "police-wang")
        board = self.sign_in("coordinator", "coordinator-fang")
        board.open("coordinator", "/board")
        board.press("a[href='/board/rates']")
        board.wait(lambda: "公安局" in board.find("table").text or board.driver.refresh())
        police = next(each.text for each in board.all("tbody tr") if "公安局" in each.text)
        # Given out and signed for today; nothing has fallen due yet, so there is no rate of it.
        self.assertRegex(police, r"公安局 \d+/\d+ \(\d+\.\d\d%\) — — ")
        self.assertEqual(board.faults(), [])
        board.keep("rates")

    def test_every_page_of_a_drill_says_that_it_is_one(self):
        for process, person, paths in [
            ("police", None, ["/sign-in"]),
            ("housing", "housing-zhao", ["/desk", "/desk/leave", "/desk/numbers", "/me"]),
            ("coordinator", "coordinator-fang", ["/board", "/board/cases", "/board/kept", "/board/rates"]),
        ]:
            browser = self.sign_in(process, person) if person else self.browse()
            for path in paths:
                browser.open(process, path)
                self.assertIn("演练", browser.find("header").text, path)


if __name__ == "__main__":
    unittest.main()
