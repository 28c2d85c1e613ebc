/// Somebody who acts: one agency, one unit, some roles.
package struct Person: Hashable, Codable, Sendable {
    package var id: String
    package var name: String
    /// An agency's id (`police`), `coordinator` or `integrator:<user>`.
    package var agency: String
    package var unit: String
    package var roles: Set<String>

    package init(id: String, name: String, agency: String, unit: String, roles: Set<String>) {
        self.id = id
        self.name = name
        self.agency = agency
        self.unit = unit
        self.roles = roles
    }

    /// True for those who may hand work to others.
    package var mayAssign: Bool { !roles.isDisjoint(with: ["reviewer", "leader"]) }

    /// True for those who work on tasks; an auditor only reads.
    package var mayAct: Bool { !roles.isDisjoint(with: ["operator", "reviewer", "leader", "coordinator"]) }
}
