import Testing

@testable import huiban

/// The judge of a chaos run: silent about a run in which everything is right, and about nothing else.
@Suite struct ChaosVerdictTests {
    private static let act = ChaosLedger.Act(desk: "housing", task: "C-1.review.1", word: "complete", by: "chen")
    private static let note = ChaosLedger.Act(
        desk: "housing",
        task: "C-1.review.1",
        word: "note",
        by: "chen",
        note: "a"
    )

    /// A run of one case in which everything is right.
    private static var ledger: ChaosLedger {
        var ledger = ChaosLedger()
        ledger.intend("X-1", isSound: true)
        ledger.confirm("X-1")
        ledger.receive("X-1", "accepted", caseID: "C-1")
        ledger.receive("X-1", "duplicate", caseID: "C-1")
        ledger.intend("X-2", isSound: false)
        ledger.receive("X-2", "rejected", caseID: nil)
        ledger.note(act, .unknown)
        ledger.note(act, .yes)
        ledger.note(note, .kept)
        ledger.note(ruling: "r-1", in: "C-1", .yes)
        ledger.note(number: "武房函〔2023〕1号", of: "C-1.sign-off.1")
        return ledger
    }

    private static var outside: Outside {
        var outside = Outside()
        outside.cases = [Outside.Case(id: "C-1", externalID: "X-1", isOpen: false)]
        outside.events = [event(1, "case.opened"), event(2, "case.progressed"), event(3, "case.closed")]
        outside.acts = [act: 1, note: 1]
        outside.rulings = ["r-1": 1]
        outside.numbers = [number(1)]
        outside.conditions = [
            Outside.Condition(process: "housing", unsent: 0, stuck: 0, dead: 0, parked: 0)
        ]
        return outside
    }

    private static func event(_ number: Int, _ kind: String, _ words: String = "") -> Outside.Event {
        Outside.Event(caseID: "C-1", number: number, kind: kind, externalID: "X-1", words: words)
    }

    private static func number(_ n: Int, task: String = "C-1.sign-off.1") -> Outside.Number {
        Outside.Number(
            owner: "housing",
            document: "reply-letter",
            year: 2023,
            n: n,
            number: "武房函〔2023〕\(n)号",
            task: task
        )
    }

    /// The verdict after one thing was changed.
    private func verdict(
        _ change: (inout ChaosLedger, inout Outside) -> Void
    ) -> (lost: Int, doubled: Int, stuck: Int) {
        var (ledger, outside) = (Self.ledger, Self.outside)
        change(&ledger, &outside)
        let verdict = Verdict(ledger, outside)
        return (verdict.lost.count, verdict.doubled.count, verdict.stuck.count)
    }

    @Test func nothingIsFoundWhereEverythingIsRight() {
        let verdict = Verdict(Self.ledger, Self.outside)
        #expect(verdict.isClean, "\(verdict)")
    }

    @Test func whatWasToldAndIsNotThereIsLost() {
        #expect(
            verdict {
                $1.cases = []; $1.events = []
            }.lost == 2,
            "the case and the id that was told"
        )
        #expect(verdict { $1.acts[Self.act] = nil }.lost == 1)
        #expect(verdict { $1.acts[Self.note] = nil }.lost == 1)
        #expect(verdict { $1.rulings = [:] }.lost == 1)
        #expect(verdict { $1.numbers = [] }.lost == 1)
        #expect(verdict { $1.numbers[0] = Self.number(1, task: "C-1.sign-off.2") }.lost == 1)
        #expect(verdict { $1.numbers.append(Self.number(3)) }.lost == 1)
        #expect(verdict { $1.events.remove(at: 1) }.lost == 1)
        #expect(verdict { $1.events.remove(at: 2) }.lost == 1)
        #expect(verdict { $1.events = [] }.lost == 1)
        #expect(verdict { $1.differing = ["housing"] }.lost == 1)
    }

    @Test func anIntentThatWasOnlyConfirmedIsACaseToo() {
        let found = verdict { ledger, _ in
            ledger.intend("X-3", isSound: true)
            ledger.confirm("X-3")
        }
        #expect(found.lost == 1)
    }

    @Test func aCaseThatAnotherOneCalledIsNobodysIntentAndIsThereOnce() {
        func found(_ ids: [String], calledBy task: String) -> (lost: Int, doubled: Int, stuck: Int) {
            verdict { _, outside in
                for id in ids {
                    outside.cases.append(Outside.Case(id: id, externalID: task, isOpen: false))
                    outside.events += [
                        Outside.Event(caseID: id, number: 1, kind: "case.opened", externalID: task, words: ""),
                        Outside.Event(caseID: id, number: 2, kind: "case.closed", externalID: task, words: ""),
                    ]
                }
            }
        }
        #expect(found(["C-7"], calledBy: "C-1.sign-off.1.rung-7") == (0, 0, 0))
        #expect(found(["C-7", "C-8"], calledBy: "C-1.sign-off.1.rung-7").doubled == 1)
        #expect(found(["C-7"], calledBy: "C-9.sign-off.1.rung-7").doubled == 1, "nobody is there who could have called")
    }

    @Test func whatHasMoreEffectThanItWasTriedIsDoubled() {
        let twin = Outside.Case(id: "C-2", externalID: "X-1", isOpen: false)
        let events = [
            Outside.Event(caseID: "C-2", number: 1, kind: "case.opened", externalID: "X-1", words: ""),
            Outside.Event(caseID: "C-2", number: 2, kind: "case.closed", externalID: "X-1", words: ""),
        ]
        #expect(
            verdict {
                $1.cases.append(twin); $1.events += events
            }.doubled == 1
        )
        #expect(verdict { $1.events += events }.doubled == 1, "events of a case that is not there")
        // Two attempts without refusal: twice may be the publisher's own doing for most deeds, never for an end.
        #expect(verdict { $1.acts[Self.act] = 2 }.doubled == 1)
        #expect(verdict { $1.acts[Self.act] = 3 }.doubled == 2)
        #expect(verdict { $1.acts[Self.note] = 2 }.doubled == 1)
        let unheard = ChaosLedger.Act(desk: "housing", task: "C-1.review.1", word: "claim", by: "li")
        #expect(verdict { $1.acts[unheard] = 1 }.doubled == 1)
        #expect(verdict { $1.rulings["r-1"] = 2 }.doubled == 1)
        #expect(verdict { $1.numbers.append(Self.number(1)) }.doubled == 2, "the series and the number")
        #expect(verdict { $1.events.append(Self.event(2, "case.progressed", "otherwise")) }.doubled == 1)
        #expect(verdict { $1.events.append(Self.event(4, "case.opened")) }.doubled == 1)
        #expect(
            verdict {
                $0.receive("X-1", "accepted", caseID: "C-9"); $1.numbers = $1.numbers
            }.doubled == 1
        )
    }

    @Test func anUnsoundMatterThatBecameACaseIsDoubled() {
        let odd = Outside.Case(id: "C-1", externalID: "X-2", isOpen: false)
        #expect(
            verdict {
                $0.note(number: "武房函〔2023〕1号", of: "C-1.sign-off.1"); $1.cases.append(odd)
            }.doubled == 1
        )
    }

    @Test func anEventThatIsSaidAgainWordForWordIsNothing() {
        let found = verdict { $1.events.append(Self.event(2, "case.progressed")) }
        #expect(found == (0, 0, 0))
    }

    @Test func whatDoesNotMoveIsStuck() {
        #expect(verdict { $1.cases = [Outside.Case(id: "C-1", externalID: "X-1", isOpen: true)] }.stuck == 1)
        #expect(verdict { $1.cases[0].clockStopped = "broken" }.stuck == 1)
        #expect(verdict { $1.isQuiet = false }.stuck == 1)
        #expect(verdict { $1.openTasks = ["C-1.archive.1"] }.stuck == 1)
        #expect(verdict { ledger, _ in ledger.unanswered = ["suggestions/X-1"] }.stuck == 1)
        let ill = Outside.Condition(process: "police", unsent: 1, stuck: 1, dead: 1, parked: 1)
        #expect(verdict { $1.conditions.append(ill) }.stuck == 4)
    }
}
