"""Somebody scans the code at the gate, complains, and hears where the case stands."""

import os
import unittest

from play import Play

SIZES = [((390, 844), "zh"), ((390, 844), "en"), ((1366, 768), "zh")]


class Citizen(Play):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        sheets = os.path.join(cls.fleet.home, "register")
        cls.fleet.huiban("registry", "invent", sheets)
        cls.fleet.huiban("registry", "import", sheets, "--as", "coordinator-luo", "--reason", "年度更新")

    def whole(self, browser, name):
        """Nothing is wrong with the page in any size and language; what the browser noted before is another page's."""
        browser.driver.get_log("browser")
        address = browser.driver.current_url.split("?")[0]
        for (width, height), language in SIZES:
            browser.resize(width, height)
            browser.driver.get(f"{address}?lang={language}")
            browser.keep(f"citizen-{name}-{language}-{width}")
            self.assertFalse(browser.faults(), f"{name} {language} {width}")
        browser.resize(390, 844)
        browser.driver.get(f"{address}?lang=zh")

    def test_a_complaint_from_the_gate_comes_to_the_board_and_its_number_tells_where_it_stands(self):
        board = self.sign_in("coordinator", "coordinator-luo")
        board.open("coordinator", "/board")
        board.press('nav a[href="/board/estates"]')
        board.find("#q").send_keys("示例花园")
        board.press("main form button")
        board.press("tr[data-row] a")
        self.assertTrue(board.find("figure svg").is_displayed())
        board.keep("citizen-poster")
        self.assertFalse(board.faults())
        address = board.find("figcaption").text

        phone = self.browse(width=390, height=844)
        phone.driver.get(address)
        self.whole(phone, "form")
        self.assertIn("示例花园", phone.text)
        phone.press("button.main")
        self.assertIn("还没有提交", phone.text)
        phone.keep("citizen-faults")
        phone.find('#c-category option[value="propertyService.disclosure"]').click()
        phone.find("#c-text").send_keys("公共收益一年没有公示，请联系王小明13812345678")
        phone.find("#c-name").send_keys("王小明")
        phone.find("#c-phone").send_keys("13812345678")
        phone.press("button.main")
        self.assertIn("已办，已保存", phone.text)
        number = phone.find(".number").text
        self.whole(phone, "receipt")
        phone.wait(lambda: "派单" in phone.text or phone.driver.refresh())
        for secret in ["王小明", "138", "没有公示"]:
            self.assertNotIn(secret, phone.text)
        board.open("coordinator", f"/board/cases?q={number}")
        self.assertEqual(len(board.all("main tbody tr")), 1)


if __name__ == "__main__":
    unittest.main()
