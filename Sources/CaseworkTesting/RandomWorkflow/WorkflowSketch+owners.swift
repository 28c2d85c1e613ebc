extension WorkflowSketch {
    /// Who does a step; only units and roles that somebody of every agency asked has.
    mutating func makeOwner(canBeMany: Bool = true) -> SketchOwner {
        switch dice.number(0...99) {
        case 0..<20: return SketchOwner()
        case 20..<42:
            let role = dice.pick(["operator", "reviewer", "leader"])
            return SketchOwner(yaml: "\(dice.pick(["lead", "case.leadUnit"])) as \(role)", role: role)
        case 42..<60: return agency()
        case 60..<66: return SketchOwner(yaml: "case.leadUnit")
        case 66..<76: return makeOutsider()
        case 76..<84: return coordinator()
        case _ where !canBeMany: return SketchOwner()
        case 84..<92: return SketchOwner(yaml: "each case.coHandlers", isMany: true)
        case _:
            let several = dice.shuffled(SketchNames.agencies + ["lead", "street via coordinator"])
                .prefix(dice.number(2...3))
            return SketchOwner(yaml: "[\(several.joined(separator: ", "))]", isMany: true)
        }
    }

    /// A party without a worker, at the desk of an agency.
    mutating func makeOutsider() -> SketchOwner {
        let sponsor = dice.pick(
            SketchNames.agencies + ["coordinator", "coordinator/hotline", "lead", "police/station"]
        )
        return SketchOwner(
            yaml: "\(dice.pick(SketchNames.outside)) via \(sponsor)",
            hasUnit: sponsor.contains("/")
        )
    }

    private mutating func agency() -> SketchOwner {
        let agency = dice.pick(SketchNames.agencies)
        switch dice.number(0...3) {
        case 0: return SketchOwner(yaml: "\(agency)/bureau", hasUnit: true)
        case 1:
            let unit = agency == "police" ? "station" : "district"
            return SketchOwner(yaml: "\(agency)/\(unit)", hasUnit: true)
        case 2:
            let role = dice.pick(["operator", "reviewer", "leader"])
            return SketchOwner(yaml: "\(agency)/bureau as \(role)", role: role, hasUnit: true)
        case _: return SketchOwner(yaml: agency)
        }
    }

    private mutating func coordinator() -> SketchOwner {
        let unit = dice.pick(["supervision", "suggestions", "hotline", ""])
        return SketchOwner(yaml: unit.isEmpty ? "coordinator" : "coordinator/\(unit)", hasUnit: !unit.isEmpty)
    }
}
