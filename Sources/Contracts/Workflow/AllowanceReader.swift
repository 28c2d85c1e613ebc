import Casework

/// Reads `allow:`; the keys that are given replace those of the default, down to the single number.
struct AllowanceReader {
    let reader: Reader
    let terms: TermReader
    let shared: SharedFile

    func allowance(_ own: Place?) -> Allowance {
        let common = shared.step["allow"]
        if own?.text == "nothing" { return Allowance() }
        if let own { reader.check(own, keys: ["return", "extend", "pause"]) }
        return Allowance(
            return: giveBack(own?["return"], common?["return"]),
            extend: extend(own?["extend"], common?["extend"]),
            pauses: pauses(own?["pause"] ?? common?["pause"])
        )
    }

    private func giveBack(_ own: Place?, _ common: Place?) -> Allowance.Return? {
        if own?.text == "nothing" { return nil }
        if let own { reader.check(own, keys: ["sign", "within", "at-most", "ruling"]) }
        func place(_ key: String) -> Place? { own?[key] ?? common?[key] }
        guard own != nil || common != nil else { return nil }
        guard let sign = place("sign").flatMap(terms.span), let within = place("within").flatMap(terms.span),
            let atMost = place("at-most").flatMap(reader.number), let ruling = place("ruling").flatMap(terms.span)
        else {
            if let place = own ?? common {
                reader.findings.note(
                    "RETURN_INCOMPLETE",
                    at: place,
                    zh: "return 需要 sign、within、at-most、ruling",
                    en: "return needs sign, within, at-most and ruling"
                )
            }
            return nil
        }
        return Allowance.Return(sign: sign, within: within, atMost: atMost, ruling: ruling)
    }

    private func extend(_ own: Place?, _ common: Place?) -> Allowance.Extend? {
        if own?.text == "nothing" { return nil }
        if let own { reader.check(own, keys: ["by", "at-most", "consent"]) }
        func place(_ key: String) -> Place? { own?[key] ?? common?[key] }
        guard own != nil || common != nil else { return nil }
        guard let by = place("by").flatMap(terms.span), let atMost = place("at-most").flatMap(reader.number) else {
            if let place = own ?? common {
                reader.findings.note(
                    "EXTEND_INCOMPLETE",
                    at: place,
                    zh: "extend 需要 by 和 at-most",
                    en: "extend needs by and at-most"
                )
            }
            return nil
        }
        return Allowance.Extend(by: by, atMost: atMost, consent: place("consent").flatMap(reader.text))
    }

    private func pauses(_ place: Place?) -> [String] {
        guard let place, place.text != "nothing" else { return [] }
        let names = reader.texts(place)
        for name in names where !shared.pauses.contains(name) {
            reader.unknown("PAUSE_UNKNOWN", name, among: shared.pauses.sorted(), at: place, zh: "暂停事由", en: "pause")
        }
        return names
    }
}
