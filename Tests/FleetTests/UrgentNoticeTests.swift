import Casework
import Contracts
import Desk
import Foundation
import Hummingbird
import Logging
import Synchronization
import Testing

@testable import Fleet

@Suite("Calling for urgent tasks", .timeLimit(.minutes(2))) struct UrgentNoticeTests {
    private let interval = Duration.seconds(120)

    private func name(_ call: Value?) -> String {
        "\(call?["task"]?.text?.suffix(17) ?? "?") \(call?["call"]?.integer ?? 0)"
    }

    @Test func aTaskIsCalledFromItsArrivalUntilItIsSignedForAndNotOnceMore() async throws {
        let bench = try UrgentBench()
        try await HookReceiver.listen { receiver in
            try await bench.run(.url(receiver.url)) { [interval] notice, client in
                var calls = receiver.calls
                let first = try await bench.receive(1)
                let call = try #require(await calls.next())
                let due = "2023-05-07T09:00:00+08:00"
                #expect(
                    call == [
                        "task": .text(first), "case": "WH-420100-DS-20230427-000001-74",
                        "caseType": "deputy-suggestion", "step": ["zh": "check", "en": "check"], "agency": "housing",
                        "unit": "bureau", "due": .text(due), "call": 1,
                        "url": .text("http://127.0.0.1:7001/tasks/\(first)"),
                    ]
                )
                await bench.time.someoneSleeps(until: interval)
                bench.time.pass(interval)
                #expect(name(await calls.next()) == "000001-74.check.1 2")
                await bench.time.someoneSleeps(until: interval * 2)
                #expect(notice.report.unsigned == 1)

                #expect(try await client.call(.post, "/tasks/\(first)/sign", as: "housing-li").status == 200)
                try await bench.receive(2)
                #expect(name(await calls.next()) == "000002-74.check.1 1")
                await bench.time.someoneSleeps(until: interval * 2)
                #expect(notice.report.unsigned == 1)
                bench.time.pass(interval)
                #expect(name(await calls.next()) == "000002-74.check.1 2")
                await bench.time.someoneSleeps(until: interval * 3)
                #expect(notice.report.counts == HookReport.Counts(reached: 4, failed: 0))
            }
        }
    }

    @Test func afterARestartAnUnsignedTaskIsCalledAtOnce() async throws {
        let bench = try UrgentBench()
        try await HookReceiver.listen { receiver in
            try await bench.run(.url(receiver.url)) { [interval] _, _ in
                var calls = receiver.calls
                try await bench.receive(1)
                #expect(name(await calls.next()) == "000001-74.check.1 1")
                await bench.time.someoneSleeps(until: interval)
                let again = bench.notice(.url(receiver.url))
                let running = Task { await again.run() }
                #expect(name(await calls.next()) == "000001-74.check.1 1")
                running.cancel()
                await running.value
            }
        }
    }

    @Test func aProgramGetsTheCallAsALineAndInItsEnvironment() async throws {
        let bench = try UrgentBench()
        let pipe = try NamedPipe()
        let names = ["TASK", "CASE", "STEP", "UNIT", "DUE", "CALL"].map { "$HUIBAN_\($0)" }.joined(separator: "|")
        let script = "{ cat; echo \"\(names)|$2\"; } > \"$1\""
        let command = ["/bin/sh", "-c", script, "hook", pipe.path, "extra"]
        try await bench.run(.command(command)) { _, _ in
            async let text = pipe.text()
            let task = try await bench.receive(1)
            let lines = await text.split(separator: "\n").map(String.init)
            try #require(lines.count == 2)
            let call = try JSONDecoder().decode(Value.self, from: Data(lines[0].utf8))
            #expect(call["task"] == .text(task) && call["call"] == 1)
            #expect(!lines.joined().contains("王小明"))
            let due = "2023-05-07T09:00:00+08:00"
            let caseID = "WH-420100-DS-20230427-000001-74"
            #expect(lines[1] == "\(task)|\(caseID)|check / check|housing/bureau|\(due)|1|extra")
        }
    }

    @Test func aHookThatFailsIsTriedAgainAndTold() async throws {
        let bench = try UrgentBench()
        try await bench.run(.command(["/bin/sh", "-c", "exit 3"])) { notice, _ in
            let task = try await bench.receive(1)
            var lines = bench.log.lines.makeAsyncIterator()
            var now = 0
            for wait in [5, 10, 20, 40, 80, 120, 120] {
                #expect(await lines.next() == ["task": "\(task)", "reason": "exit code 3"])
                now += wait
                await bench.time.someoneSleeps(until: .seconds(now))
                bench.time.pass(.seconds(wait))
            }
            _ = await lines.next()
            await bench.time.someoneSleeps(until: .seconds(now + 120))
            #expect(notice.report.failing == ["housing": "exit code 3"])
            #expect(notice.report.counts == HookReport.Counts(reached: 0, failed: 8))
        }
    }

    @Test func everyKindOfFailureHasItsReason() async throws {
        try await HookReceiver.listen(answer: { .internalServerError }) { receiver in
            let ways: [(Hook.Way, String)] = [
                (.command(["/nowhere/ring"]), "cannot be started: no such program"),
                (.command(["/bin/sh", "-c", "kill -9 $$"]), "signal 9"),
                (.url(receiver.url), "HTTP 500"), (.url("http://127.0.0.1:1/"), "connection refused"),
            ]
            for (way, reason) in ways {
                let bench = try UrgentBench()
                try await bench.run(way) { notice, _ in
                    try await bench.receive(1)
                    await bench.time.someoneSleeps(until: .seconds(5))
                    #expect(notice.report.failing == ["housing": reason])
                }
            }
        }
    }

    @Test func aProgramThatDoesNotEndIsKilledAfterTenSecondsWithAllThatItStarted() async throws {
        let bench = try UrgentBench()
        let pipe = try NamedPipe()
        let script = "exec 3> \"$1\"; echo up >&3; sleep 1000 & wait"
        try await bench.run(.command(["/bin/sh", "-c", script, "hook", pipe.path])) { notice, _ in
            var pieces = pipe.pieces().makeAsyncIterator()
            try await bench.receive(1)
            #expect(await pieces.next() == "up\n")
            await bench.time.someoneSleeps(until: .seconds(10))
            bench.time.pass(.seconds(10))
            // The pipe ends only when nobody holds it any more.
            #expect(await pieces.next() == nil)
            await bench.time.someoneSleeps(until: .seconds(15))
            #expect(notice.report.failing == ["housing": "no answer within 10 s"])
        }
    }

    @Test func fourHooksAtMostRunAtOnceAndTheyKeepNeitherTheDeskNorTheOthersWaiting() async throws {
        let bench = try UrgentBench()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        try await HookReceiver.listen(
            answer: {
                for await _ in gate { return .ok }
                return .ok
            }
        ) { receiver in
            try await bench.run(.url(receiver.url)) { notice, client in
                var calls = receiver.calls
                for number in 1...6 { try await bench.receive(number) }
                for _ in 1...4 { _ = await calls.next() }
                // All four hang; the desk answers.
                #expect(try await client.call(.get, "/tasks", as: "housing-li").value["tasks"]?.list?.count == 6)
                #expect(notice.report.counts == HookReport.Counts())
                open.yield()
                #expect(name(await calls.next()) == "000005-74.check.1 1")
                #expect(notice.report.counts.reached == 1)
                open.finish()
                #expect(name(await calls.next()) == "000006-74.check.1 1")
            }
        }
    }
}
