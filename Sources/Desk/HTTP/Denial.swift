package import Casework
import HTTPTypes
package import Hummingbird

extension Response {
    private static let denialHeader = HTTPField.Name("X-Huiban-Denied")

    /// The same answer, marked with why somebody was denied; `DenialRecord` takes the mark away again.
    package func denied(_ problems: [Problem]) -> Response {
        guard let name = Self.denialHeader else { return self }
        var response = self
        let codes = Set(problems.map(\.code)).sorted()
        response.headers[name] = codes.isEmpty ? "DENIED" : codes.joined(separator: ",")
        return response
    }

    /// The codes of a denial, which are taken away; nil when nobody was denied anything.
    mutating func takeDenial() -> [String]? {
        guard let name = Self.denialHeader, let codes = headers[name] else { return nil }
        headers[name] = nil
        return codes.split(separator: ",").map(String.init)
    }
}
