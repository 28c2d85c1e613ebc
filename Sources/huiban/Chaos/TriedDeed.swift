import Casework

/// One deed of one person, tried until it is answered, with every attempt in the ledger.
struct TriedDeed: Sendable {
    /// How it ended.
    enum End: Sendable {
        /// Told to be safe, or saved there and on its way to be.
        case done(Value)
        /// Refused with these codes; it has no effect.
        case refused([String])
        /// Given up with the run.
        case brokenOff
    }

    let run: ChaosRun
    let desk: String
    let task: String
    let person: String

    /// Does it.
    func perform(_ word: String, _ body: Value = [:]) async -> End {
        let act = ChaosLedger.Act(desk: desk, task: task, word: word, by: person)
        return await retried { await (act, run.door.post(desk, "/tasks/\(task)/\(word)", as: person, body)) }
    }

    /// Leaves a note; each attempt has a text of its own, so that each can be found again.
    func annotate(_ text: String) async -> End {
        var attempt = 0
        return await retried {
            attempt += 1
            let note = "\(text).\(attempt)"
            let act = ChaosLedger.Act(desk: desk, task: task, word: "note", by: person, note: note)
            return await (act, run.door.post(desk, "/tasks/\(task)/note", as: person, ["text": .text(note)]))
        }
    }

    private func retried(_ attempt: () async -> (ChaosLedger.Act, Door.Reply)) async -> End {
        while run.phase != .over {
            let (act, reply) = await attempt()
            switch reply {
            case .answered(200, let body):
                run.note { ledger in
                    ledger.note(act, .yes)
                    if let number = body["number"]?.text { ledger.note(number: number, of: task) }
                }
                return .done(body)
            case .answered(202, let body):
                run.note { $0.note(act, .kept) }
                return .done(body)
            case .answered(400..<500, let body):
                return .refused((body["problems"]?.list ?? []).compactMap { $0["code"]?.text })
            case .answered, .silent:
                run.note { $0.note(act, .unknown) }
                await run.pause(.milliseconds(200))
            }
        }
        return .brokenOff
    }
}
