"""Every page is whole for everybody: in both languages, on a phone, without a mouse, and whatever stands in a title."""

import unittest

from play import Play

HOSTILE = "<script>alert(1)</script>物业纠纷"
SIZES = [((1366, 768), "zh"), ((1366, 768), "en"), ((390, 844), "zh"), ((390, 844), "en")]


class Looks(Play):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.new = cls.fleet.submit(20230380, HOSTILE)
        cls.case = cls.assigned(20230381, HOSTILE)
        # Something in every state that a page shows: asked for, and done.
        task = f"{cls.case}.contact.1"
        words = ["tasks", "extend", task, "--term", "5wd", "--reason", HOSTILE, "--as", "housing-zhao"]
        cls.fleet.eventually(*words)
        cls.fleet.complete(f"{cls.case}.opinions.police.1", "police-wang")

    def look(self, process, person, pages):
        """Looks at the pages in each size and language; a page is a path and whether the hostile title stands on it."""
        browser = self.sign_in(process, person) if person else self.browse()
        found = {}
        for (width, height), language in SIZES:
            browser.resize(width, height)
            for path, names in pages:
                browser.open(process, f"{path}{'&' if '?' in path else '?'}lang={language}")
                name = path.split("?")[0].strip("/").replace("/", "-")
                browser.keep(f"{process}-{name}-{language}-{width}")
                faults = browser.faults()
                if browser.find("html").get_attribute("lang") != {"zh": "zh-CN", "en": "en"}[language]:
                    faults.append("not in this language")
                if names and HOSTILE not in browser.text:
                    faults.append("the title is not there as text")
                if browser.all("body script"):
                    faults.append("a script in the body")
                if faults:
                    found[f"{path} {language} {width}"] = faults
        self.assertFalse(found, "\n".join(f"{page}: {fault}" for page, faults in found.items() for fault in faults))

    def test_the_sign_in_page_is_whole(self):
        self.look("police", None, [("/sign-in", False)])

    def test_the_board_and_its_cases_are_whole(self):
        self.look("coordinator", "coordinator-fang", [
            ("/board", True), ("/board/cases", True), (f"/board/cases/{self.case}", True),
            (f"/board/proof/{self.case}", False), ("/board/kept", False), ("/board/rates", False),
        ])

    def test_the_supervision_office_s_own_desk_is_whole(self):
        self.look("coordinator", "coordinator-shen", [
            (f"/desk?tab=to-sign&q={self.new}", True), ("/desk?tab=done", False),
            ("/desk/leave", False), ("/desk/numbers", False), (f"/desk/tasks/{self.new}.register.1", True),
        ])

    def test_the_desk_of_the_lead_is_whole(self):
        self.look("housing", "housing-zhao", [
            (f"/desk?tab=to-claim&q={self.case}", True), (f"/desk/tasks/{self.case}.contact.1", True),
            (f"/desk/tasks/{self.case}.contact.1/proof", False), ("/desk/numbers", False),
        ])

    def test_the_desk_of_a_co_handler_is_whole_with_what_is_done(self):
        self.look("police", "police-wang", [
            (f"/desk?tab=done&q={self.case}", True), (f"/desk/tasks/{self.case}.opinions.police.1", True),
        ])

    def test_what_is_not_there_is_said_on_a_page_that_is_whole_and_leads_back(self):
        self.look("police", "police-wang", [("/desk/tasks/WH-420100-DS-20230427-999999-00.register.1", False)])
        browser = self.sign_in("police", "police-wang")
        browser.open("police", "/desk/tasks/WH-420100-DS-20230427-999999-00.register.1")
        browser.press("main a.button")
        self.assertTrue(browser.all(".tabs"))


if __name__ == "__main__":
    unittest.main()
