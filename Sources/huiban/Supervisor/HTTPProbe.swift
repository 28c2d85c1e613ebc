import Foundation
import FoundationNetworking

/// Asks a process over HTTP whether it is there.
enum HTTPProbe {
    /// Whether an address answers 200 within a second.
    static func answers(_ address: String) async -> Bool {
        guard let url = URL(string: address) else { return false }
        var request = URLRequest(url: url)
        request.timeoutInterval = 1
        do {
            let (_, response) = try await URLSession.shared.data(for: request)
            return (response as? HTTPURLResponse)?.statusCode == 200
        } catch {
            // Not listening yet is the ordinary answer while a process starts.
            return false
        }
    }
}
