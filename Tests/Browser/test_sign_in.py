"""Who comes in at a process's pages, and who does not."""

import unittest

from play import Play


class SignIn(Play):
    def test_a_wrong_secret_is_told_kindly_and_a_stranger_stays_outside(self):
        browser = self.browse()
        browser.sign_in("housing", "housing-li", secret="wrong")
        self.assertIn("编号或口令不对", browser.text)
        browser.sign_in("police", "justice-xu")
        self.assertIn("您不属于本机关", browser.text)

    def test_five_wrong_secrets_lock_the_name_and_the_right_one_does_not_open_it(self):
        browser = self.browse()
        for _ in range(5):
            browser.sign_in("police", "police-tan", secret="wrong")
            self.assertIn("编号或口令不对", browser.text)
            self.assertEqual(browser.find("#person").get_attribute("value"), "police-tan", "the name need not be typed again")
        browser.sign_in("police", "police-tan")
        self.assertIn("请15分钟后再试", browser.text)
        self.assertFalse(browser.all("tr[data-row], .tabs"))
        # Others are not shut out with him.
        browser.sign_in("police", "police-he")
        self.assertIn("何晓燕", browser.text)

    def test_whoever_was_sent_to_the_sign_in_page_arrives_where_he_wanted_to_go(self):
        browser = self.browse()
        browser.open("housing", "/desk?tab=done")
        self.assertIn("/sign-in", browser.driver.current_url)
        browser.find("#person").send_keys("housing-peng")
        browser.find("#secret").send_keys(self.fleet.token("housing-peng"))
        browser.press("button.main")
        self.assertTrue(browser.driver.current_url.endswith("/desk?tab=done"), browser.driver.current_url)

    def test_who_has_signed_out_sees_nothing_any_more_not_even_by_going_back(self):
        browser = self.sign_in("housing", "housing-peng")
        browser.press(".top form button")
        self.assertTrue(browser.all("#secret"))
        browser.lead(browser.driver.back)
        self.assertTrue(browser.all("#secret"))


if __name__ == "__main__":
    unittest.main()
