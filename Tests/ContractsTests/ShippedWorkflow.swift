import Casework
import CaseworkTesting
import Contracts
import Testing

/// The workflows of `contracts/workflows`, by name, and people enough to play them.
enum ShippedWorkflow {
    static let names = [
        "annual-assessment", "committee-misconduct", "company-handover", "deputy-suggestion", "disclosure-check",
        "dispute-mediation",
        "duty-report", "joint-conference", "monthly-inspection", "owners-vote", "safety-hazard", "service-complaint",
        "training",
        "whistle-report",
    ]

    /// The demonstration's people with two more of everybody, so that four eyes are always found.
    static func registry() throws -> Registry {
        var registry = try Fixture.books().registry
        for person in registry.people.values where person.publisher == nil {
            for number in 2...3 {
                var colleague = person
                colleague.id = "\(person.id)-\(number)"
                registry.people[colleague.id] = colleague
            }
        }
        return registry
    }
}
