import Casework
import Contracts
import Desk
import Fleet
import Testing

/// What became of a task by rulings and by time stands on its page, in words of both languages.
@Suite struct DeskStandingPagesTests {
    @Test func aTaskThatWasHandedOnAtItsDeadlineSaysSo() async throws {
        let bench = try DeskPagesBench()
        let content = Sample.content("draft")
        try await bench.bench.receive(content)
        let later = Sample.assignment(
            content,
            sequence: 2,
            state: .revoked,
            rulings: ["extension-denied", "handed-on"]
        )
        _ = try await bench.bench.engine.commit { [desk = bench.bench.desk] tx in
            try desk.receive(later, epoch: 1, causation: "test", in: tx)
        }
        let task = "/desk/tasks/\(TaskKey(content).id)"
        try await bench.test { browser in
            let li = try await browser.signIn(as: "housing-li")
            let page = try await li.get(task).html
            #expect(page.contains("<dt>裁定情况</dt><dd>未准延期、到期未办，已转他人办理</dd>"))
            let english = try await li.get("\(task)?lang=en").html
            #expect(english.contains("handed on to somebody else at its deadline"))
            #expect(!english.contains("handed-on"))
        }
    }

    @Test func aPauseIsMarkedInTheQueueAndOnThePageUntilItIsOver() async throws {
        let bench = try DeskPagesBench()
        let content = Sample.content("draft")
        try await bench.bench.receive(content)
        let say = {
            @Sendable [desk = bench.bench.desk, engine = bench.bench.engine] (sequence: Int, rulings: [String]) in
            let later = Sample.assignment(content, sequence: sequence, rulings: rulings)
            _ = try await engine.commit { try desk.receive(later, epoch: 1, causation: "test", in: $0) }
        }
        try await bench.test { browser in
            let li = try await browser.signIn(as: "housing-li")
            for (sequence, rulings, isPaused) in [(2, ["paused"], true), (3, ["paused", "resumed"], false)] {
                try await say(sequence, rulings)
                for path in ["/desk?tab=to-sign", "/desk/tasks/\(TaskKey(content).id)"] {
                    let page = try await li.get(path).html
                    #expect(page.contains("<span class=\"tag\">已挂起</span>") == isPaused, "\(path) \(sequence)")
                }
            }
        }
    }

    @Test func thePageShowsWhoDidTheStepsBeforeItInThisAgency() async throws {
        let bench = try DeskPagesBench()
        let (draft, review) = (Sample.content("draft"), Sample.content("review"))
        try await bench.bench.receive(draft)
        try await bench.test { [bench] browser in
            let li = try await browser.signIn(as: "housing-li")
            let first = "/desk/tasks/\(TaskKey(draft).id)"
            #expect(try await !li.get(first).html.contains("本单位办理链"))
            #expect(try await li.post("\(first)/complete", [("outcome", "done")]).status == 303)
            try await bench.bench.receive(review)
            let page = try await li.get("/desk/tasks/\(TaskKey(review).id)").html
            #expect(page.contains("本单位办理链"))
            #expect(page.contains("href=\"\(first)\""))
            let chain = page.split(separator: "class=\"chain\"").last?.split(separator: "</ol>").first ?? ""
            #expect(chain.contains(Sample.operatorLi.name) && chain.contains("aria-current"))
        }
    }

    @Test(arguments: [("deliver", true), ("draft", false)])
    func whoAsksForMoreTimeIsToldWhoseConsentItTakesBeforeAndAfter(_ step: String, _ isNeeded: Bool) async throws {
        let bench = try DeskPagesBench()
        let content = Sample.content(step) { $0.mayExtend = true }
        try await bench.bench.receive(content)
        let task = "/desk/tasks/\(TaskKey(content).id)"
        try await bench.test { browser in
            let gao = try await browser.signIn(as: "housing-gao")
            #expect(try await gao.get(task).html.contains("此步骤延期须征得") == isNeeded)
            let asked = try await gao.post("\(task)/act", [("act", "extend"), ("term", "5wd"), ("reason", "代表出差")])
            #expect(asked.status == 303)
            let page = try await gao.get(task).html
            #expect(page.contains("待督查室裁定"))
            #expect(page.contains("待督查室裁定，须征得") == isNeeded)
            let english = try await gao.get("\(task)?lang=en").html
            #expect(english.contains("it takes the consent of the") == isNeeded)
        }
    }
}
