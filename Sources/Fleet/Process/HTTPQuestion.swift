import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One question over HTTP, for processes that run for long.
///
/// Not Foundation's URLSession: on Linux a connection that is refused or given up while others begin can end the whole
/// process in libdispatch (swift-corelibs-foundation issue 4791; seen in a supervisor with Swift 6.3.1).
package struct HTTPQuestion: Sendable {
    /// What came back.
    package struct Answer: Sendable {
        package var status: Int
        package var body: [UInt8]
    }

    /// Why nothing came back.
    package enum Failure: Error, Hashable, Sendable {
        /// Nobody listens there.
        case refused
        /// No connection, or no answer in time; its words would name the address.
        case unreachable
    }

    package var method: String
    package var address: String
    package var headers: [String: String]
    package var body: [UInt8]?

    package init(_ address: String, method: String = "GET", headers: [String: String] = [:], body: [UInt8]? = nil) {
        self.method = method
        self.address = address
        self.headers = headers
        self.body = body
    }

    /// The largest answer that is taken, in bytes.
    private static let largest = 64 << 20

    /// Where it is asked from: redirections are answers, no answer is kept, and who refuses is not asked again.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: HTTPClient.Configuration.Timeout(connect: .seconds(10), read: .seconds(30))
        )
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 32
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    /// Asks, and waits no longer than `patience` seconds for the answer to begin.
    package func ask(patience: Int) async throws(Failure) -> Answer {
        do {
            var request = HTTPClientRequest(url: address)
            request.method = HTTPMethod(rawValue: method)
            for (name, value) in headers { request.headers.replaceOrAdd(name: name, value: value) }
            if let body { request.body = .bytes(body) }
            let response = try await Self.client.execute(request, timeout: .seconds(Int64(patience)))
            let body = try await response.body.collect(upTo: Self.largest)
            return Answer(status: Int(response.status.code), body: Array(body.readableBytesView))
        } catch let error as NIOConnectionError where error.connectionErrors.contains(where: \.isRefusal) {
            throw .refused
        } catch let error as IOError where error.errnoCode == ECONNREFUSED {
            throw .refused
        } catch {
            throw .unreachable
        }
    }
}

extension SingleConnectionFailure {
    fileprivate var isRefusal: Bool { (error as? IOError)?.errnoCode == ECONNREFUSED }
}
