package import Contracts

/// Somebody who acts: one agency, one unit, some roles.
package typealias Person = Registry.Person

extension Person {
    /// True for those who may hand work to others.
    package var mayAssign: Bool { !roles.isDisjoint(with: [.reviewer, .leader]) }

    /// True for those who decide what becomes of messages that were put aside.
    package var mayDecide: Bool { !roles.isDisjoint(with: [.reviewer, .leader, .coordinator]) }

    /// True for those who may see what others were denied.
    package var mayAudit: Bool { mayDecide || roles.contains(.auditor) }

    /// True for those who work on tasks; an auditor only reads.
    package var mayAct: Bool { !roles.isDisjoint(with: [.operator, .reviewer, .leader, .coordinator]) }

    /// Whether the person has a role that a step asks for by its word.
    package func has(_ role: String) -> Bool { roles.contains { $0.rawValue == role } }
}
