import Casework
import Contracts
import Desk
import GRDB

/// Whom a dispute goes to: a mediator of its own district, free, without conflict of interest, and at home in its matter.
enum MediatorRules {
    /// By the register; nil where none is loaded or nobody is free, so that a person decides.
    static func decide(_ setting: PracticeSetting) throws -> Deed.Answer? {
        guard let first = try candidates(setting).first else { return nil }
        return Deed.Answer(
            outcome: "assigned",
            fields: [
                "mediator": .text(first.code),
                "askAgencies": .list(agencies(setting.task).map(Value.text)),
            ]
        )
    }

    static func objections(to answer: Deed.Answer, _ setting: PracticeSetting) throws -> [Problem] {
        var problems: [Problem] = []
        if answer.fields["askAgencies"]?.texts.contains("justice") == true {
            problems.append(
                Problem(
                    "AGENCY_ASKS_ITSELF",
                    at: "/fields/askAgencies",
                    zh: "协助查明的单位不含本机关",
                    en: "An agency does not ask itself"
                )
            )
        }
        guard try RegisterBook.has(.mediators, in: setting.db) else { return problems }
        if answer.outcome == "nobody", let free = try candidates(setting).first {
            problems.append(
                Problem(
                    "MEDIATOR_AVAILABLE",
                    at: "/outcome",
                    zh: "本区尚有合适的调解员\(free.name)(\(free.code))",
                    en: "\(free.name) (\(free.code)) of this district fits"
                )
            )
        }
        guard answer.outcome == "assigned", let name = answer.fields["mediator"]?.text else { return problems }
        return try problems + objections(to: name, setting)
    }

    private static func objections(to name: String, _ setting: PracticeSetting) throws -> [Problem] {
        guard let mediator = try RegisterBook.find(name, in: .mediators, setting.db).first else {
            return [
                problem("MEDIATOR_UNKNOWN", "名录中没有调解员\(SchemaWords.shown(name))", "The register has no such mediator")
            ]
        }
        var problems: [Problem] = []
        let committee = try mediator.cells["committee"].flatMap {
            try RegisterBook.find($0, in: .mediation, setting.db).first
        }
        if committee?.cells["district"] != setting.task.content.fields["districtCode"]?.text {
            problems.append(
                problem("MEDIATOR_OF_OTHER_DISTRICT", "调解员不属本区，不得跨区指定", "This mediator is of another district")
            )
        }
        if try !isFree(mediator, setting) {
            problems.append(problem("MEDIATOR_FULL", "该调解员在办案件已满", "This mediator has as many cases as he can take"))
        }
        if try MediatorBook.isBarred(mediator, from: setting.task, in: setting.db) {
            problems.append(problem("MEDIATOR_CONFLICT", "该调解员应当回避", "This mediator has a conflict of interest"))
        }
        return problems
    }

    /// An answer that passes where there is one.
    static func exemplify(_ answer: inout Deed.Answer, _ setting: PracticeSetting) throws {
        guard answer.outcome == "assigned" else { return }
        answer.fields["mediator"] = .text(try candidates(setting).first?.code ?? "TJ-1")
        answer.fields["askAgencies"] = .list(agencies(setting.task).map(Value.text))
    }

    /// Who of the district may take the case: those at home in its matter first, then those with the most room.
    static func candidates(_ setting: PracticeSetting) throws -> [CityRegister.Row] {
        let fields = setting.task.content.fields
        let matter = matter(setting.task)
        let committees = try RegisterBook.parts(of: fields["districtCode"]?.text ?? "", in: .mediation, setting.db)
        var found: [(row: CityRegister.Row, isAtHome: Bool, load: Int)] = []
        for mediator in try committees.flatMap({ try RegisterBook.parts(of: $0.code, in: .mediators, setting.db) }) {
            guard try isFree(mediator, setting),
                try !MediatorBook.isBarred(mediator, from: setting.task, in: setting.db)
            else { continue }
            let specialities = (mediator.cells["speciality"] ?? "").split(separator: ";").map(String.init)
            let load = try MediatorBook.load(of: mediator.code, in: setting.db)
            found.append((mediator, specialities.contains(matter), load))
        }
        return found.sorted { one, other in
            if one.isAtHome != other.isAtHome { return one.isAtHome }
            // Whose share of what he can take is smaller; whole numbers, so that it is the same everywhere.
            let shares = (one.load * other.row.count("capacity"), other.load * one.row.count("capacity"))
            return shares.0 == shares.1 ? one.row.code < other.row.code : shares.0 < shares.1
        }.map(\.row)
    }

    private static func isFree(_ mediator: CityRegister.Row, _ setting: PracticeSetting) throws -> Bool {
        let load = try MediatorBook.load(of: mediator.code, besides: setting.task.key.caseID, in: setting.db)
        return load < mediator.count("capacity")
    }

    /// The second level of the dispute's category: `feeArrears`.
    private static func matter(_ task: DeskTask) -> String {
        task.content.fields["category"]?.text?.split(separator: ".").last.map(String.init) ?? ""
    }

    /// Whose files may hold the facts: a list of the step's constants by the matter.
    private static func agencies(_ task: DeskTask) -> [String] {
        let lists = task.content.with ?? [:]
        return (lists[matter(task)] ?? lists["else"])?.text?.split(separator: " ").map(String.init) ?? ["housing"]
    }

    private static func problem(_ code: String, _ zh: String, _ en: String) -> Problem {
        Problem(code, at: "/fields/mediator", zh: zh, en: en)
    }
}
