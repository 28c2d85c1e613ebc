import Casework

/// The shape of a calendar file as a JSON Schema, so that its faults are told like those of messages.
enum CalendarShape {
    /// The years a notice may be of; the same as a form's.
    static let years = 1990...2100

    /// Holidays, and make-up days, that a notice may have.
    static let mostEntries = 100

    static let schema = Schema.read(
        [
            "type": "object", "additionalProperties": false,
            "required": ["version", "year", "notice", "holidays", "makeupWorkdays"],
            "properties": [
                "version": ["type": "integer", "minimum": 1, "maximum": 1_000_000],
                "year": [
                    "type": "integer", "minimum": .integer(Int64(years.lowerBound)),
                    "maximum": .integer(Int64(years.upperBound)),
                ],
                "notice": line,
                "holidays": ["type": "array", "minItems": 1, "maxItems": most, "items": holiday],
                "makeupWorkdays": ["type": "array", "maxItems": most, "items": date],
            ],
        ],
        name: "calendar"
    )

    private static let most = Value.integer(Int64(mostEntries))
    private static let line: Value = ["type": "string", "minLength": 1, "maxLength": 200]
    private static let date: Value = ["type": "string", "format": "date"]
    private static let holiday: Value = [
        "type": "object", "additionalProperties": false, "required": ["name", "first", "last"],
        "properties": ["name": line, "first": date, "last": date],
    ]
}
