import Foundation
import HTTPTypes
import Hummingbird

/// How often citizens may come, by where they come from and by estate.
struct CitizenDoor: Sendable {
    /// Pages and receipts: enough for a household behind one address, too few for guessing numbers.
    let looks: VisitLimit
    /// Forms that are sent.
    let forms: VisitLimit
    /// Cases that are opened for one estate, from wherever.
    let estates: VisitLimit

    init(
        looks: VisitLimit = VisitLimit(most: 120, in: 60_000),
        forms: VisitLimit = VisitLimit(most: 10, in: 600_000),
        estates: VisitLimit = VisitLimit(most: 60, in: 3_600_000)
    ) {
        self.looks = looks
        self.forms = forms
        self.estates = estates
    }

    private static let forwarded = HTTPField.Name("X-Forwarded-For")

    /// Where a request comes from.
    ///
    /// The doors of a fleet are open to this machine only. Whoever comes from elsewhere comes through a proxy on it, which
    /// adds his address at the end; what stands before that anybody can have written.
    static func origin(of request: Request) -> String {
        let last = forwarded.flatMap { request.headers[$0] }?.split(separator: ",").last
        return last.map { String($0.trimmingCharacters(in: .whitespaces).prefix(64)) } ?? "here"
    }
}
