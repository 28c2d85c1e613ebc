/// The two majorities by which owners decide together (民法典 第278条), and which matter needs which.
///
/// Both count only who takes part. The rule in force before 2021-01-01 counted all owners; it is not among them.
package enum MajorityClass: String, CaseIterable, Sendable {
    /// More than half of the area and of the heads that take part (过半数).
    case ordinary
    /// Three quarters of both or more (四分之三以上).
    case special

    /// What the workflow calls the rule of before 2021, so that it can be refused by name.
    package static let ofAllOwners = "of-all-owners"

    /// The class of a matter, by the names that the form of an owners' vote has.
    package init(matter: String) {
        switch matter {
        case "raise-fund", "rebuild", "common-parts": self = .special
        default: self = .ordinary
        }
    }
}
