/// Message ids are made of meaning: the same statement said again has the same id, on whatever day it is said.
package enum MessageID {
    /// `<source>/<case or external id>/<step>/<attempt>/<kind>/<n>`; parts that do not apply are `-`.
    package static func make(
        source: String,
        subject: String,
        step: String = "-",
        instance: String = "",
        attempt: Int = 0,
        kind: String,
        n: Int = 0
    ) -> String {
        let place = instance.isEmpty ? step : "\(step).\(instance)"
        return "\(source)/\(subject)/\(place)/\(attempt)/\(kind)/\(n)"
    }

    /// The longest id in bytes; AMQP's message_id holds 255.
    package static let longest = 200

    /// True for 1 to 200 of: letters and digits of ASCII and `. _ : / ~ @ + = -`.
    package static func isWellFormed(_ id: String) -> Bool {
        id.utf8.count <= longest && !id.isEmpty && id.utf8.allSatisfy(allows)
    }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: ".-_:/~@+=".utf8.contains(byte)
        }
    }
}
