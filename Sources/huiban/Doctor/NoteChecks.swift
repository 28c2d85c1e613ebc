import Casework

/// What the processes themselves want somebody to know, a calendar in the contracts folder that does not hold for one.
struct NoteChecks {
    /// What each process that answers says of itself (`GET /status`).
    let statuses: [String: Value]

    func findings() -> [Finding] {
        statuses.sorted { $0.key < $1.key }.flatMap { process, status in
            (status["notes"]?.list ?? []).map { note in
                let place = note["pointer"]?.text ?? ""
                return .ill(
                    Words(process),
                    Words(zh: "\(place) \(note["zh"]?.text ?? "")", en: "\(place) \(note["en"]?.text ?? "")"),
                    Words(zh: note["code"]?.text ?? "", en: note["code"]?.text ?? ""),
                    isWarning: true
                )
            }
        }
    }
}
