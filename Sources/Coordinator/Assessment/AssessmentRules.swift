import Casework
import Contracts
import Desk
import GRDB

/// The supervision office's part in the yearly assessment: it collects what owners said and computes the score.
enum AssessmentRules {
    /// What owners said by QR code in the year, and of rectifications at their estate that had passed.
    static func collect(_ setting: PracticeSetting) throws -> Deed.Answer? {
        let fields = setting.task.content.fields
        guard let estate = fields["estate"]?.text,
            let first = fields["yearStartsOn"]?.text.flatMap({ LocalDate($0) }),
            let last = fields["yearEndsOn"]?.text.flatMap({ LocalDate($0) })
        else { return nil }
        let online = try RatingBook.sum(of: estate, from: first, through: last, in: setting.db)
        let rectified = try rectified(estate, from: first, through: last, in: setting.db)
        return Deed.Answer(
            outcome: "collected",
            fields: [
                "onlineRatings": .integer(Int64(online.count)), "onlineSum": .integer(Int64(online.sum)),
                "rectifiedRatings": .integer(Int64(rectified.count)), "rectifiedSum": .integer(Int64(rectified.sum)),
            ]
        )
    }

    /// The marks of complainants whose rectification passed, by the day they gave them.
    private static func rectified(
        _ estate: String,
        from first: LocalDate,
        through last: LocalDate,
        in db: Database
    ) throws -> (count: Int, sum: Int) {
        let ids = try String.fetchAll(
            db,
            sql:
                "SELECT cases.id FROM turns JOIN cases USING (seq) WHERE turns.step = 'rate' AND turns.outcome = 'rated' "
                + "AND turns.closed >= ? AND turns.closed < ? AND turns.until > ? ORDER BY cases.seq",
            arguments: [first.start.milliseconds, last.end.milliseconds, last.end.milliseconds]
        )
        var marks: [Int] = []
        for id in Set(ids).sorted() {
            guard let record = try CaseBook.row(id, in: db)?.state.record, record.latest["estate"]?.text == estate,
                let score = record.latest["score"]?.integer
            else { continue }
            marks.append(Int(score))
        }
        return (marks.count, marks.reduce(0, +))
    }

    static func compute(_ task: DeskTask) -> Deed.Answer? {
        guard let weights = weights(task.content.with ?? [:]) else { return nil }
        let fields = task.content.fields
        var marks: [WeightedScore.Party: Fraction] = [:]
        for party in WeightedScore.Party.allCases where party != .owners {
            let instance = party == .districtHousing ? "housing" : party.rawValue
            marks[party] = fields["offline.\(instance).marks"]?.integer.map { Fraction(Int($0)) }
        }
        let owners = owners(fields)
        marks[.owners] = owners.mark
        switch WeightedScore.compute(marks, weights) {
        case .total(let total):
            return Deed.Answer(
                outcome: "computed",
                fields: [
                    "total": .integer(Int64(total)),
                    "ownersScore": .integer(Int64((owners.mark ?? .zero).roundedHalfUp)),
                    "sample": .integer(Int64(owners.sample)),
                ]
            )
        case .incomplete(let parties):
            return Deed.Answer(
                outcome: "mark-missing",
                fields: ["missingParties": .list(parties.map { .text($0.rawValue) })]
            )
        }
    }

    /// What owners said: by QR code, on paper, of rectifications; each that there is counts the same (a proposal).
    private static func owners(_ fields: [String: Value]) -> (mark: Fraction?, sample: Int) {
        func whole(_ name: String) -> Int { Int(fields[name]?.integer ?? 0) }
        let (online, rectified) = (whole("onlineRatings"), whole("rectifiedRatings"))
        var parts: [Fraction] = []
        if online > 0 { parts.append(Fraction(whole("onlineSum"), online * RatingBook.subjects.count)) }
        if rectified > 0 { parts.append(Fraction(whole("rectifiedSum"), rectified)) }
        if let paper = fields["offline.owners.marks"]?.integer { parts.append(Fraction(Int(paper))) }
        guard !parts.isEmpty else { return (nil, 0) }
        return (parts.reduce(.zero, +) * Fraction(1, parts.count), online + rectified)
    }

    private static func weights(_ given: [String: Value]) -> WeightedScore.Weights? {
        var percent: [WeightedScore.Party: Int] = [:]
        for party in WeightedScore.Party.allCases {
            guard let weight = given[party.rawValue].flatMap(whole) else { return nil }
            percent[party] = weight
        }
        let mayMiss = given["may-miss"]?.text?.split(separator: " ").map(String.init) ?? []
        return WeightedScore.Weights(
            percent: percent,
            missing: given["missing"]?.text.flatMap(WeightedScore.Missing.init) ?? .incomplete,
            mayMiss: Set(mayMiss.compactMap(WeightedScore.Party.init))
        )
    }

    private static func whole(_ value: Value) -> Int? {
        value.integer.map { Int($0) } ?? value.text.flatMap { Int($0) }
    }
}
