import Casework

/// What a case is for, decided by its number alone.
enum Fate: Hashable, Sendable {
    /// It ends at the first desk.
    case brief
    /// Its publisher takes it back when it is under way.
    case withdrawn
    /// It goes the whole way through the agencies.
    case whole

    /// So many of a hundred cases go the whole way, and so many more are withdrawn.
    static let wholeOfHundred: UInt64 = 10
    static let withdrawnOfHundred: UInt64 = 3

    init(_ externalID: String, _ dice: Dice) {
        switch dice.roll(externalID, "fate") % 100 {
        case ..<Fate.wholeOfHundred: self = .whole
        case ..<(Fate.wholeOfHundred + Fate.withdrawnOfHundred): self = .withdrawn
        default: self = .brief
        }
    }

    /// The title of a case carries the publisher's number, so that people at a desk know whose it is.
    static func title(_ externalID: String) -> String { "关于解决小区物业纠纷的建议 \(externalID)" }

    /// The publisher's number in a title; nil for a case of somebody else.
    static func externalID(inTitle title: String) -> String? {
        title.split(separator: " ").last.map(String.init).flatMap { $0.hasPrefix("CHAOS-") ? $0 : nil }
    }
}
