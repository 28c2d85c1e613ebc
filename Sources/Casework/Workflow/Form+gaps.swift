extension Form {
    /// The names of fields that are missing or hold a value that is not among their choices.
    ///
    /// The full check of an answer, with its friendly problems, is the contract's; this one keeps a case from going on
    /// without the values its own needs and clocks read.
    package func gaps(in values: [String: Value], outcome: String) -> [String] {
        fields.compactMap { field in
            guard let value = values[field.name], value != .null else {
                return field.isRequired(values, outcome: outcome) ? field.name : nil
            }
            guard !field.choices.isEmpty, !field.isList else { return nil }
            return value.text.map(field.choices.contains) == true ? nil : field.name
        }
    }
}

extension Form.Field {
    fileprivate func isRequired(_ values: [String: Value], outcome: String) -> Bool {
        switch need {
        case .always: true
        case .optional: false
        case .outcome(let outcomes): outcomes.contains(outcome)
        case .field(let other, let wanted): values[other]?.text.map(wanted.contains) ?? false
        }
    }
}
