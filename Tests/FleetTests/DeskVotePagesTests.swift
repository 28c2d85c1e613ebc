import Casework
import CaseworkTesting
import Contracts
import Crypto
import Fleet
import Testing

@testable import Desk
@testable import HousingWorker

/// A vote at the bureau's desk as its people see it: the roll, papers by two people, the count when it is over.
@Suite struct DeskVotePagesTests {
    private static let sheet = """
        unit,owner,area,state
        1-101,甲,10000,
        1-102,乙<b>,9050,
        """

    private func content(_ step: String) throws -> Assignment.Content {
        let shipped = try #require(try Fixture.workflow("owners-vote")[step])
        return Sample.content(step) {
            $0.caseType = "owners-vote"
            $0.subject = "选聘<b>"
            $0.unit = nil
            $0.form = shipped.form
            $0.outcomes = shipped.outcomes
            $0.checks = shipped.checks
            $0.rule = shipped.rule
            $0.register = shipped.owners.register
            $0.fields = ["matter": "hire-company"]
        }
    }

    /// Two owners, the roll frozen, the vote open.
    private func openVote() async throws -> (bench: DeskPagesBench, roll: VoteRoll) {
        let secret = SymmetricKey(data: [UInt8](repeating: 7, count: 32))
        let bench = try DeskPagesBench(practice: HousingPractice(secret: secret))
        let roll = try #require(VoteRoll.read(Array(Self.sheet.utf8)).subject)
        try await bench.bench.receive(try content("roll"))
        return (bench, roll)
    }

    private func freeze(_ bench: DeskPagesBench, _ roll: VoteRoll, _ browser: Browser) async throws {
        let vote = "/desk/votes/\(Sample.caseID)"
        #expect(try await browser.get("/desk/votes").html.contains("待导入楼盘表"))
        let brought = try await browser.post("\(vote)/roll", [("sheet", Self.sheet), ("reason", "名册")])
        #expect(brought.status == 303)
        let fields: [(String, String)] = [
            ("outcome", "frozen"), ("f.rollHash", roll.hash), ("f.rollArea", "\(roll.area)"),
            ("f.rollUnits", "\(roll.units)"), ("f.rollHeads", "\(roll.heads.count)"),
        ]
        let roll = TaskKey(try content("roll")).id
        #expect(try await browser.post("/desk/tasks/\(roll)/complete", fields).status == 303)
        try await bench.bench.receive(try content("ballot"))
    }

    @Test func aPaperCountsWhenTwoPeopleHaveReadTheSameOnIt() async throws {
        let (bench, roll) = try await openVote()
        try await bench.test { browser in
            let li = try await browser.signIn(as: "housing-li")
            let qin = try await browser.signIn(as: "housing-qin")
            try await freeze(bench, roll, li)
            let vote = "/desk/votes/\(Sample.caseID)"
            func enter(_ browser: Browser, _ voter: String, _ choice: String) async throws -> (Int, String) {
                let form = [("voter", voter), ("choice", choice), ("rollHash", roll.hash)]
                let answer = try await browser.post("\(vote)/paper?lang=zh", form)
                guard let next = answer.location else { return (answer.status, answer.html) }
                return (answer.status, try await browser.get(next).html)
            }
            let first = try await enter(li, " 甲 ", "for")
            #expect(first.0 == 303 && first.1.contains("待另一人再次录入后计票"))
            #expect(first.1.contains("<dt>纸质选票待第二人录入</dt><dd>1</dd>"))
            let again = try await enter(li, "甲", "for")
            #expect(again.0 == 422 && again.1.contains("纸质选票须由两人分别录入"))
            // What was typed is there still, and nothing in it is taken for a tag.
            let unknown = try await enter(li, "\"><script>", "for")
            #expect(unknown.0 == 422 && unknown.1.contains("楼盘表中没有该业主"))
            #expect(unknown.1.contains("value=\"&quot;&gt;&lt;script&gt;\"") && !unknown.1.contains("><script>"))
            let other = try await enter(qin, "甲", "against")
            #expect(other.0 == 422 && other.1.contains("两次录入不一致"))
            #expect(try await enter(qin, "甲", "for").0 == 303)
            let counted = try await enter(li, "甲", "for")
            #expect(counted.0 == 303 && counted.1.contains("两人录入一致，已计票"))
            #expect(counted.1.contains("<dt>参与人数</dt><dd>1 / 2</dd>"))
            #expect(counted.1.contains("100.00 m² / 190.50 m²"))
            // Nobody reads from the page what was chosen while others may still vote.
            #expect(!counted.1.contains("计票校验值"))
            let twice = try await enter(qin, "甲", "for")
            #expect(twice.0 == 422 && twice.1.contains("该业主已投票"))
        }
    }

    @Test func theCountIsShownWhenTheVoteIsOver() async throws {
        let (bench, roll) = try await openVote()
        try await bench.test { browser in
            let li = try await browser.signIn(as: "housing-li")
            let qin = try await browser.signIn(as: "housing-qin")
            try await freeze(bench, roll, li)
            for (voter, choice) in [("甲", "for"), ("乙<b>", "abstain")] {
                for person in [li, qin] {
                    let form = [("voter", voter), ("choice", choice), ("rollHash", roll.hash)]
                    #expect(try await person.post("/desk/votes/\(Sample.caseID)/paper", form).status == 303)
                }
            }
            // The last head of the roll has voted, which ends it.
            let page = try await li.get("/desk/votes/\(Sample.caseID)?lang=en").html
            #expect(page.contains("<span class=\"mark\">closed</span>"))
            #expect(page.contains("<td>abstains</td><td class=\"n\">1</td><td class=\"n\">90.50 m²</td>"))
            #expect(page.contains("<dt>Paper ballots</dt><dd>2</dd>"))
            #expect(page.contains("选聘&lt;b&gt;"))
            #expect(!page.contains("Enter a paper ballot"))
        }
    }

    @Test func aSheetWithMistakesComesBackWithAllOfThemAndWhatWasTyped() async throws {
        let (bench, _) = try await openVote()
        try await bench.test { browser in
            let li = try await browser.signIn(as: "housing-li")
            let vote = "/desk/votes/\(Sample.caseID)"
            let sheet = "unit,owner,area,state\n1-101,,x,\n"
            let page = try await li.post("\(vote)/roll", [("sheet", sheet)])
            #expect(page.status == 422)
            #expect(page.html.matches(of: /role="alert"/).count >= 2)
            #expect(page.html.contains("1-101,,x,"))
        }
    }

    @Test func whoMayOnlyReadSeesTheVoteAndNoForms() async throws {
        let (bench, roll) = try await openVote()
        try await bench.test { browser in
            let li = try await browser.signIn(as: "housing-li")
            try await freeze(bench, roll, li)
            let tang = try await browser.signIn(as: "housing-tang")
            let vote = "/desk/votes/\(Sample.caseID)"
            let page = try await tang.get(vote).html
            #expect(page.contains(roll.hash) && !page.contains("录入纸质选票"))
            let form = [("voter", "甲"), ("choice", "for"), ("rollHash", roll.hash)]
            #expect(try await tang.post("\(vote)/paper", form).status == 403)
            #expect(try await li.post("\(vote)/paper", form, csrf: "another").status == 403)
            #expect(try await li.get("/desk/votes/WH-nothing").status == 404)
            // The number is found whatever was typed around it, and the answer to a form has its other language.
            let found = try #require(try await li.get("/desk/votes?case=%20\(Sample.caseID)").location)
            #expect(try await li.get(found).html.contains(roll.hash))
            #expect(try await li.get("\(vote)/paper?lang=en").location == "\(vote)?lang=en")
        }
    }
}
