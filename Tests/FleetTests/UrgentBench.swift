import Casework
import Contracts
import Desk
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import Fleet

/// A housing desk with urgent tasks, its notice, and time in the test's hand.
final class UrgentBench: Sendable {
    let time = HandTime()
    let log = LogLines()
    private let desk: DeskAPIBench

    init() throws { desk = try DeskAPIBench() }

    /// Lets a notice with one hook for housing run while the test talks to the desk, and ends both.
    func run(
        _ way: Hook.Way,
        _ work: @escaping @Sendable (UrgentNotice, DeskAPIBench.Client) async throws -> Void
    ) async throws {
        try await desk.test { [self] client in
            let notice = notice(way)
            let running = Task { await notice.run() }
            defer { running.cancel() }
            try await work(notice, client)
        }
    }

    /// A notice as a process makes it at its start.
    func notice(_ way: Hook.Way) -> UrgentNotice {
        var file = HooksFile("{version: 1, hooks: {}}", registry: Registry())
        file.hooks = Hooks([Hook(place: "housing", way: way)])
        let log = log
        return UrgentNotice(
            tasks: desk.desk,
            engine: desk.engine,
            file: file,
            door: "http://127.0.0.1:7001",
            time: time,
            log: Logger(label: "test") { _ in log }
        )
    }

    /// Takes in an urgent task of a case, and gives its id.
    @discardableResult
    func receive(_ number: Int) async throws -> String {
        let content = Sample.content("check", caseID: "WH-420100-DS-20230427-00000\(number)-74") {
            $0.isUrgent = true
            $0.subject = "王小明家漏水"
        }
        try await desk.receive(content)
        return TaskKey(content).id
    }
}

/// Whoever is posted to: hands the calls to the test, and answers as it is told.
struct HookReceiver {
    let url: String
    private let source: AsyncStream<Value>

    /// The calls, in the order of their arrival.
    var calls: AsyncStream<Value>.Iterator { source.makeAsyncIterator() }

    /// Listens on a free port of loopback while `work` runs.
    static func listen(
        answer: @escaping @Sendable () async -> HTTPResponse.Status = { .noContent },
        _ work: @escaping @Sendable (HookReceiver) async throws -> Void
    ) async throws {
        let (source, found) = AsyncStream.makeStream(of: Value.self)
        let router = Router()
        router.post("urgent") { request, _ in
            let bytes = try await request.body.collect(upTo: 1 << 20)
            found.yield(JSONText.read(Array(bytes.readableBytesView)).value ?? .null)
            return Response(status: await answer())
        }
        let configuration = ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0))
        try await Application(router: router, configuration: configuration).test(.live) { client in
            let port = try #require(client.port)
            try await work(HookReceiver(url: "http://127.0.0.1:\(port)/urgent", source: source))
        }
    }
}

/// Hands what is logged to the test.
final class LogLines: LogHandler {
    let lines: AsyncStream<Logger.Metadata>
    private let found: AsyncStream<Logger.Metadata>.Continuation
    var logLevel: Logger.Level {
        get { .info }
        set {}
    }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    init() { (lines, found) = AsyncStream.makeStream() }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) { found.yield(event.metadata ?? [:]) }
}

/// A named pipe, which a hook writes to and a test reads: waiting for it needs no clock.
final class NamedPipe: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "huiban-\(UUID().uuidString).pipe").path

    init() throws { try #require(mkfifo(path, 0o600) == 0) }

    deinit { unlink(path) }

    /// What is written to it, piece by piece, until the last writer has gone.
    func pieces() -> AsyncStream<String> {
        let (pieces, found) = AsyncStream.makeStream(of: String.self)
        Thread.detachNewThread { [path] in
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while case let count = read(descriptor, &buffer, buffer.count), count > 0 {
                found.yield(String(decoding: buffer[..<count], as: UTF8.self))
            }
            close(descriptor)
            found.finish()
        }
        return pieces
    }

    /// Everything that is written until the last writer has gone.
    func text() async -> String { await pieces().reduce("", +) }
}
