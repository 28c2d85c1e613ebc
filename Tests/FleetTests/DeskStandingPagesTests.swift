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
