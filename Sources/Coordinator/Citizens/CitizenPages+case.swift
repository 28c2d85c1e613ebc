import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Hummingbird

extension CitizenPages {
    /// Where a case stands, and its rating once it may be given.
    func show(_ page: PageRequest, _ number: ReceiptNumber, _ found: CitizenCase) throws -> Response {
        let (language, now) = (page.language, engine.clock.now())
        let category = door.registry.codes["category"]?.words(for: found.category)
        var content: [String: Any] = [
            "number": number.text, "estate": found.estate, "category": category?[language] ?? "",
            "openedAt": found.openedAt.forPeople,
        ]
        if !found.doing.isEmpty {
            content["doing"] = found.doing.map { $0[language] }.joined(separator: language == .zh ? "、" : ", ")
        }
        if let due = found.due { content["due"] = PageMoments.due(due, now: now, language) }
        if let move = found.move { content["moved"] = CitizenWords[move.rawValue][language] }
        if let outcome = found.outcome {
            let at = found.closedAt.map { PageMoments.past($0, now: now, language) } ?? ""
            content["outcome"] =
                ["text": outcome[language], "at": at, "isElsewhere": found.isElsewhere] as [String: Any]
        }
        switch found.rating {
        case .open:
            content["stars"] = [
                "items": (1...5).reversed().map { ["id": "\($0)", "label": CitizenWords["star\($0)"][language]] }
            ]
        case .given(let stars): content["ratingText"] = "\(CitizenWords["rated"][language]) \(stars) / 5"
        case .over: content["ratingText"] = CitizenWords["rateOver"][language]
        case .notYet: content["ratingText"] = CitizenWords["rateNotYet"][language]
        }
        return try render("receipt", content, "receipt", page)
    }

    /// Takes a rating once, and only while the step for it is open.
    func rate(_ page: PageRequest, _ number: ReceiptNumber, _ found: CitizenCase) async throws -> Response {
        guard found.rating == .open, let stars = Int64(page.field("stars")), (1...5).contains(stars) else {
            throw CitizenRefusal(.conflict, "notRateable")
        }
        let message = CaseRate(
            externalID: number.text,
            rating: "rated",
            step: "rate",
            fields: ["score": .integer(stars * CitizenCase.star)]
        )
        let envelope = try Envelope(
            // A second mark for the same case is the same message, and the first one counts.
            id: "\(Complaint.publisher)/\(number.text)/rate",
            source: Complaint.publisher,
            type: .caseRate,
            time: engine.clock.now(),
            payload: message
        )
        let submission = Submission(user: Complaint.publisher, messageID: envelope.id, data: envelope.data)
        let saved = try await engine.commit { try office.change(envelope, submission, $0) }
        guard saved.value.disposition != .rejected else { throw CitizenRefusal(.conflict, "notRateable") }
        return door.redirect(to: "/citizen/cases/\(number.text)?said=\(saved.flash.rawValue)")
    }
}
