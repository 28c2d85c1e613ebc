import Casework
import Contracts
import Desk
import Foundation

@testable import CivilAffairsWorker
@testable import Coordinator
@testable import EventStore
@testable import Fleet
@testable import HousingWorker
@testable import JusticeWorker
@testable import PoliceWorker

/// The kinds of entries that the sources name, and what their bodies are today.
enum GoldenKinds {
    static var bodies: [String: any Codable.Type] {
        own.merging(desk) { old, _ in old }.merging(agencies) { old, _ in old }
    }

    private static var own: [String: any Codable.Type] {
        [
            "key.made": KeyTable.Made.self, "keys.rotated": KeyRotation.self, "epoch.begun": EpochBegun.self,
            "dead": DeadLetters.Kept.self, "dead.redriven": DeadLetters.Redriven.self,
            "parked": DeadLetters.Kept.self, "parked.released": DeadLetters.Released.self,
            "workflow": Library.Loaded.self, "calendar": Calendars.Loaded.self,
            "calendar.applied": Calendars.Applied.self,
            "case.facts": CaseFacts.self, "case.timers-stopped": StoppedTimers.self,
            "case.exemplar": Exemplars.Chosen.self,
            "receipt": Receipts.Given.self, "retention.requested": RetentionBook.Requested.self,
            "coordinator.matter": MatterBook.Matter.self, "coordinator.rating": RatingBook.Rating.self,
        ]
    }

    private static var agencies: [String: any Codable.Type] {
        [
            "police.redaction": PolicePractice.Masking.self, "police.attendance": AttendanceBook.Attendance.self,
            "justice.review": JusticePractice.Review.self, "justice.track": TrackBook.Stage.self,
            "justice.mediator": MediatorBook.Appointment.self, "justice.conflict": MediatorBook.Conflict.self,
            "justice.mediated": MediationCount.Mediated.self,
            "civil-affairs.concern": CivilAffairsPractice.Concern.self,
            "civil-affairs.committee": CommitteeBook.Act.self,
            "civil-affairs.duty-report": DutyReportBook.Filed.self,
            "housing.letter": LetterBook.Letter.self, "housing.letter-void": HousingPractice.Withdrawn.self,
            "housing.inspection": InspectionBook.Inspection.self, "housing.notice": InspectionBook.Notice.self,
            "housing.handover": HandoverBook.Stage.self, "housing.training": TrainingBook.Training.self,
            "housing.assessment": AssessmentBook.Stage.self,
            "housing.roll": VoteBook.RollPart.self, "housing.roll-standing": VoteBook.RollStanding.self,
            "housing.ballot": VoteBook.Ballot.self, "housing.paper": VoteBook.Paper.self,
            "housing.ballots-void": VoteBook.BallotsVoid.self, "housing.ballot-refusal": VoteBook.Refused.self,
        ]
    }

    /// Every kind that the sources name: `static let kind = "…"`, or a case of an `enum Kind: String`.
    static func named() throws -> Set<String> {
        var kinds: Set<String> = []
        for room in RoomSources.withLogs {
            for text in try RoomSources.texts(of: room) {
                kinds.formUnion(text.matches(of: /static let (?:kind|\w+Kind) = "([^"]+)"/).map { String($0.1) })
                for list in text.matches(of: /enum (?:Entry)?Kind: String[^{]*\{([^}]*)\}/) {
                    kinds.formUnion(list.1.matches(of: /case \w+ = "([^"]+)"/).map { String($0.1) })
                }
            }
        }
        return kinds
    }

    /// The first member of a body that is not there any more once it was read and written again, nil when nothing is lost.
    static func loss(in entry: Entry) throws -> String? {
        guard let type = bodies[entry.kind] else { return "(a kind without a type)" }
        guard let before = JSONText.value(entry.body).subject else { return "(no JSON)" }
        return GoldenLoss.path(from: before, to: try again(type, entry))
    }

    private static func again<Body: Codable>(_ type: Body.Type, _ entry: Entry) throws -> Value {
        try ValueEncoding.value(entry.decode(type))
    }
}

/// What is lost between two values.
enum GoldenLoss {
    /// The place of the first member that the second lacks or has otherwise; more members, and null for none, are no loss.
    static func path(from old: Value, to new: Value?) -> String? {
        switch (old, new) {
        case (.null, nil), (.null, .null?): nil
        case (.object(let old), .object(let new)?):
            old.sorted { $0.key < $1.key }.lazy.compactMap { name, value in
                path(from: value, to: new[name]).map { "/\(name)\($0)" }
            }.first
        case (.list(let old), .list(let new)?) where old.count == new.count:
            zip(old, new).enumerated().lazy.compactMap { index, pair in
                path(from: pair.0, to: pair.1).map { "/\(index)\($0)" }
            }.first
        case (let old, let new?): old == new ? nil : ""
        case (_, nil): ""
        }
    }
}

/// The sources of the rooms whose code records entries.
enum RoomSources {
    static let withLogs = [
        "EventStore", "Fleet", "Desk", "PoliceWorker", "JusticeWorker", "CivilAffairsWorker", "HousingWorker",
        "Coordinator",
    ]

    static func texts(of room: String) throws -> [String] {
        let sources = Golden.folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        let folder = sources.appending(path: room)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
    }
}
