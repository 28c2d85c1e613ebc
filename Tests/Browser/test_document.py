"""The letter that a signature issues, as a page to print."""

import unittest

from play import Play

HOSTILE = "<script>alert(1)</script>关于打印的建议"


class Document(Play):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.assigned(20230360, HOSTILE)
        steps = [
            ("contact", "housing-li"), ("opinions.police", "police-wang"), ("opinions.justice", "justice-xu"),
            ("opinions.civil-affairs", "civil-affairs-lin"), ("draft", "housing-li"), ("review", "housing-chen"),
            ("sign-off", "housing-zhao"),
        ]
        for step, person in steps:
            cls.fleet.complete(f"{cls.case}.{step}.1", person)

    def test_the_signed_letter_is_a_sheet_of_a4_with_its_number_and_no_button_on_it(self):
        browser = self.sign_in("housing", "housing-zhao")
        browser.open("housing", f"/desk/tasks/{self.case}.sign-off.1")
        browser.press("a[href$='/document']")
        sheet = browser.find(".sheet").text
        self.assertRegex(sheet, r"武房函〔2023〕\d+号")
        self.assertRegex(sheet, r"2023年4月\d+日")
        self.assertNotRegex(sheet, "[{}]|类类|\\)类", "nothing of the template itself is printed")
        self.assertEqual(browser.faults(), [])
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertFalse(browser.all("button, form, nav"))
        self.assertFalse(browser.driver.execute_script("return document.documentElement.scrollWidth > innerWidth + 1"))
        browser.keep("document")

    def test_the_text_for_the_public_says_that_it_is_one(self):
        browser = self.sign_in("housing", "housing-zhao")
        browser.open("housing", f"/desk/tasks/{self.case}.sign-off.1/document?public=1")
        self.assertIn("公开稿", browser.text)
        self.assertIn(HOSTILE, browser.text)

    def test_a_task_s_page_prints_without_its_buttons(self):
        browser = self.sign_in("housing", "housing-zhao")
        browser.open("housing", f"/desk/tasks/{self.case}.sign-off.1")
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertTrue(browser.find(".facts").is_displayed())
        self.assertFalse([each for each in browser.all("button, summary") if each.is_displayed()])


if __name__ == "__main__":
    unittest.main()
