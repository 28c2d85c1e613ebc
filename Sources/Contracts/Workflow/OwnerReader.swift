import Casework

/// Reads OWNER: `PARTY[/UNIT] [as ROLE] [via AGENCY[/UNIT]]`, `each case.FIELD [via AGENCY]`, `each AGENCY.REGISTER`, or a list.
struct OwnerReader {
    let reader: Reader
    let shared: SharedFile

    func owners(_ place: Place) -> Owners? {
        if place.isList {
            let owners = place.elements.compactMap { element in reader.text(element).flatMap { owner($0, element) } }
            return owners.isEmpty ? nil : .several(owners)
        }
        guard let text = reader.text(place) else { return nil }
        guard text.hasPrefix("each ") else { return owner(text, place).map { .one($0) } }
        return each(String(text.dropFirst(5)), place)
    }

    private func each(_ text: String, _ place: Place) -> Owners? {
        let phrase = Phrase(text)
        guard phrase.subject.hasPrefix("case.") else { return register(phrase, place) }
        let via = phrase.via.flatMap { sponsor($0, place) }
        return .each(field: String(phrase.subject.dropFirst(5)), via: via, role: phrase.role)
    }

    /// `each AGENCY.REGISTER [via AGENCY/UNIT]`: the rows of a register that the agency itself holds.
    private func register(_ phrase: Phrase, _ place: Place) -> Owners? {
        let parts = phrase.subject.split(separator: ".", maxSplits: 1).map(String.init)
        guard let agency = parts.first, let registers = shared.registers[agency] else {
            let known = ["case"] + shared.registers.keys.sorted()
            reader.unknown("PARTY_UNKNOWN", parts.first ?? "", among: known, at: place, zh: "机关", en: "agency")
            return nil
        }
        let name = parts.count == 2 ? parts[1] : ""
        guard registers.contains(name) else {
            reader.unknown("REGISTER_UNKNOWN", name, among: registers, at: place, zh: "登记册", en: "register")
            return nil
        }
        let via = phrase.via.flatMap { sponsor($0, place) }
        guard via == nil || via?.party == .agency(agency) else {
            reader.findings.note(
                "REGISTER_ELSEWHERE",
                at: place,
                zh: "登记册“\(phrase.subject)”在\(agency),只能 via \(agency)",
                en: "the register \(phrase.subject) is kept by \(agency); it can only go via \(agency)"
            )
            return nil
        }
        return .register(name, of: Owner(party: .agency(agency), unit: via?.unit, role: phrase.role))
    }

    private func owner(_ text: String, _ place: Place) -> Owner? {
        let phrase = Phrase(text)
        let (name, unit) = split(phrase.subject)
        guard let party = party(name, place) else { return nil }
        check(unit, of: party, place)
        check(role: phrase.role, place)
        let via = phrase.via.flatMap { sponsor($0, place) }
        switch party {
        case .outside where phrase.via == nil:
            reader.findings.note(
                "OUTSIDER_WITHOUT_SPONSOR",
                at: place,
                zh: "“\(name)”没有工作台,须用 via 指明由哪个机关代办",
                en: "\(name) has no worker; name its sponsor with via"
            )
        case .agency, .lead, .outside, .field: break
        }
        return Owner(party: party, unit: unit, role: phrase.role, via: via)
    }

    private func sponsor(_ text: String, _ place: Place) -> Sponsor? {
        let (name, unit) = split(text)
        guard let party = party(name, place) else { return nil }
        switch party {
        case .outside:
            reader.findings.note(
                "SPONSOR_WITHOUT_WORKER",
                at: place,
                zh: "代办者“\(name)”没有工作台",
                en: "the sponsor \(name) has no worker"
            )
            return nil
        case .agency, .lead, .field:
            check(unit, of: party, place)
            return Sponsor(party: party, unit: unit)
        }
    }

    private func party(_ name: String, _ place: Place) -> Owner.Party? {
        if name == "lead" { return .lead }
        if name.hasPrefix("case.") { return .field(String(name.dropFirst(5))) }
        if shared.agencies[name] != nil { return .agency(name) }
        if shared.outside.contains(name) { return .outside(name) }
        let known = ["lead"] + shared.agencies.keys.sorted() + shared.outside.sorted()
        reader.unknown("PARTY_UNKNOWN", name, among: known, at: place, zh: "机关或主体", en: "agency or party")
        return nil
    }

    private func check(_ unit: String?, of party: Owner.Party, _ place: Place) {
        guard let unit, case .agency(let agency) = party, let units = shared.agencies[agency] else { return }
        guard !units.contains(unit) else { return }
        reader.unknown("UNIT_UNKNOWN", unit, among: units, at: place, zh: "处室", en: "unit")
    }

    private func check(role: String?, _ place: Place) {
        let roles = ["operator", "reviewer", "leader"]
        guard let role, !roles.contains(role) else { return }
        reader.unknown("ROLE_UNKNOWN", role, among: roles, at: place, zh: "角色", en: "role")
    }

    private func split(_ text: String) -> (name: String, unit: String?) {
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        return (parts.first ?? "", parts.count == 2 ? parts[1] : nil)
    }
}

/// `SUBJECT [as ROLE] [via SPONSOR]`.
private struct Phrase {
    var subject: String
    var role: String?
    var via: String?

    init(_ text: String) {
        var words = text.split(separator: " ").map(String.init)
        subject = words.isEmpty ? "" : words.removeFirst()
        while words.count >= 2 {
            switch words.removeFirst() {
            case "as": role = words.removeFirst()
            case "via": via = words.removeFirst()
            case let other: subject += " \(other)"
            }
        }
        if let rest = words.first { subject += " \(rest)" }
    }
}
