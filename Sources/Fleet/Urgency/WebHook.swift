import Foundation
import FoundationNetworking
import Synchronization

/// An address that is posted to for one call.
struct WebHook {
    let url: String

    /// Where a post stands; kept so that a call given up in whatever moment leaves none open.
    private struct Post {
        var task: URLSessionTask?
        var isGivenUp = false
    }

    /// Posts the call; anything but 2xx has reached nobody.
    func call(_ call: UrgentCall) async throws(HookFailure) {
        let status: Int
        do {
            guard let url = URL(string: url) else { throw HookFailure.unreachable(code: URLError.badURL.rawValue) }
            var request = URLRequest(url: url)
            request.httpMethod = "POST"
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try call.json()
            status = try await answer(to: request)
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

    /// The status of the answer.
    ///
    /// Not `URLSession.data(for:)`: its cancellation holds the lock of the Swift task while it waits for the session's
    /// queue, which may wait for that lock with the answer in its hands (seen with Swift 6.3.1 on Linux).
    private func answer(to request: URLRequest) async throws -> Int {
        let post = Mutex(Post())
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let task = Self.session.dataTask(with: request) { _, response, error in
                    if let error { return continuation.resume(throwing: error) }
                    continuation.resume(returning: (response as? HTTPURLResponse)?.statusCode ?? 0)
                }
                task.resume()
                let isGivenUp = post.withLock { post in
                    post.task = task
                    return post.isGivenUp
                }
                if isGivenUp { task.cancel() }
            }
        } onCancel: {
            let task = post.withLock { post in
                post.isGivenUp = true
                return post.task
            }
            DispatchQueue.global().async { task?.cancel() }
        }
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
