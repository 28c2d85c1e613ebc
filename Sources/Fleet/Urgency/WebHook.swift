import Foundation
import FoundationNetworking

/// An address that is posted to for one call.
struct WebHook {
    let url: String

    /// Posts the call; anything but 2xx has reached nobody.
    func call(_ call: UrgentCall) async throws(HookFailure) {
        let status: Int
        do {
            guard let url = URL(string: url) else { throw HookFailure.unreachable(code: URLError.badURL.rawValue) }
            var request = URLRequest(url: url)
            request.httpMethod = "POST"
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try call.json()
            let (_, response) = try await Self.session.data(for: request)
            status = (response as? HTTPURLResponse)?.statusCode ?? 0
        } catch let failure as HookFailure {
            throw failure
        } catch let error as URLError where error.code == .cannotConnectToHost {
            throw .refused
        } catch {
            // Its words would name the address.
            throw .unreachable(code: (error as NSError).code)
        }
        guard (200..<300).contains(status) else { throw .status(status) }
    }

    private static let session = URLSession(configuration: .ephemeral, delegate: NoRedirects(), delegateQueue: nil)
}

/// Keeps a call at the address that was configured: what a redirection names, nobody has allowed.
private final class NoRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) { completionHandler(nil) }
}
