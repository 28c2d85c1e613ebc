import Casework
import Contracts
import Desk
import EventStore
import Fleet
import Hummingbird

extension CitizenPages {
    /// The form by which a household rates its estate's property services, once a month.
    func ratingForm(_ page: PageRequest, _ estate: Estate, problems: [Words] = []) throws -> Response {
        let language = page.language
        var content: [String: Any] = [
            "code": estate.code, "name": estate.name, "street": estate.street, "room": page.field("room"),
            "subjects": RatingBook.subjects.map { subject -> [String: Any] in
                [
                    "id": subject, "label": CitizenWords["rate.\(subject)"][language],
                    "items": (1...5).reversed().map { stars -> [String: Any] in
                        [
                            "id": "\(stars)", "label": CitizenWords["star\(stars)"][language],
                            "isChosen": page.field(subject) == "\(stars)", "subject": subject,
                        ]
                    },
                ]
            },
        ]
        if !problems.isEmpty { content["problems"] = ["items": problems.map { ["text": $0[language]] }] }
        let status: HTTPResponse.Status = problems.isEmpty ? .ok : .unprocessableContent
        return try render("estate-rating", content, "rateEstate", page, status: status)
    }

    /// Takes a rating, or says all that is missing.
    func rateEstate(_ page: PageRequest, _ estate: Estate) async throws -> Response {
        let room = page.field("room").filter { !$0.isWhitespace }
        let stars = RatingBook.subjects.map { Int(page.field($0)).flatMap { (1...5).contains($0) ? $0 : nil } }
        var problems: [Words] = []
        if room.isEmpty || room.count > 40 { problems.append(CitizenWords["roomMissing"]) }
        for (subject, mark) in zip(RatingBook.subjects, stars) where mark == nil {
            let words = CitizenWords["rate.\(subject)"]
            problems.append(Words(zh: "请评价“\(words.zh)”", en: "Please rate: \(words.en)"))
        }
        guard problems.isEmpty else { return try ratingForm(page, estate, problems: problems) }
        let marks = stars.compactMap { $0.map { $0 * Int(CitizenCase.star) } }
        let rating = RatingBook.Rating(estate: estate, room: room, marks: marks, at: engine.clock.now())
        guard limits.estates.admits(estate.code, at: door.wall()) else {
            throw CitizenRefusal(.tooManyRequests, "tooMany")
        }
        let saved = try await engine.commit { try RatingBook.take(rating, $0) }
        guard saved.value else { throw CitizenRefusal(.conflict, "ratedThisMonth") }
        return try render("citizen-said", ["text": CitizenWords["ratingTaken"][page.language]], "rateEstate", page)
    }
}
