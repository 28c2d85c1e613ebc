import Casework
import Fleet
import RabbitMQ
import Synchronization

/// Puts back what somebody deleted from the broker: queues are a cache, and no worker may declare one (design rule Q).
final class TopologyKeeper: Sendable {
    private let session: Session
    private let definitions: Value
    private let found = Mutex<[String]>([])
    private let asking = Mutex(Asking.idle)

    private enum Asking {
        case idle
        case underway
        case answered(Bool)
    }

    /// A keeper for what the definitions of a node declare.
    ///
    /// - Throws: when the operator's address cannot be read.
    init(home: Home, definitions: Value) throws {
        let endpoint = try Endpoint(Credentials(home: home).brokerURL(of: "operator"))
        session = Session(options: ConnectionOptions(endpoints: [endpoint], name: "huiban topology"))
        self.definitions = definitions
    }

    /// What was put back since the last call.
    func takeFindings() -> [String] {
        found.withLock { findings in
            defer { findings = [] }; return findings
        }
    }

    /// Looks every few seconds until it is cancelled.
    func run() async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: .seconds(3))
                try await check(after: Self.notice)
            } catch {
                // The broker is away or the fleet stops; the next round sees what is missing then.
                continue
            }
        }
        await session.close()
    }

    /// A queue that is back before the broker has noticed its loss is deaf to whoever consumed from it (3.10.8).
    private static let notice = Duration.seconds(1)

    /// Declares what is missing, with its bindings.
    ///
    /// - Parameter pause: how long the broker is left to notice that something is gone before that is put back.
    /// - Returns: the names of what was missing.
    /// - Throws: `AMQPError` when the broker is not reachable.
    @discardableResult
    func check(after pause: Duration = .zero) async throws -> [String] {
        var missing: [String] = []
        func noted(_ name: String) async throws {
            if missing.isEmpty { try await Task.sleep(for: pause) }
            missing.append(name)
        }
        for exchange in definitions["exchanges"]?.list ?? [] {
            guard let name = exchange["name"]?.text else { continue }
            if try await isMissing({ try await self.session.inspectExchange(name) }) {
                try await noted("exchange \(name)")
                try await session.declareExchange(name, kind: exchange["type"]?.text ?? "topic")
                try await bind { $0["source"]?.text == name }
            }
        }
        for queue in definitions["queues"]?.list ?? [] {
            guard let name = queue["name"]?.text else { continue }
            if try await isMissing({ _ = try await self.session.inspectQueue(name) }) {
                try await noted("queue \(name)")
                try await session.declareQueue(name, arguments: Self.fields(queue["arguments"]))
                try await bind { $0["destination"]?.text == name }
            }
        }
        found.withLock { $0 += missing }
        return missing
    }

    /// Whether the node serves what it has, as far as is known now; asks in the background, so nobody waits here.
    func serves() -> Bool {
        let (answer, mustAsk) = asking.withLock { state in
            switch state {
            case .underway: return (false, false)
            case .answered(true):
                state = .idle
                return (true, false)
            case .idle, .answered(false):
                state = .underway
                return (false, true)
            }
        }
        if mustAsk {
            Task {
                let isServed = await isServed()
                asking.withLock { $0 = .answered(isServed) }
            }
        }
        return answer
    }

    /// Whether the node serves what it has: everything is declared, and every stream has found its leader.
    ///
    /// After a start the port is open some tenths of a second before the streams are; a journal that refuses its first
    /// record would send the process that ships it back to its beginning.
    private func isServed() async -> Bool {
        do {
            try await check()
            for queue in definitions["queues"]?.list ?? [] where queue["arguments"]?["x-queue-type"] == "stream" {
                guard let name = queue["name"]?.text else { continue }
                try await session.read(name, offset: .next, prefetch: 1, atMost: .seconds(2), idle: .milliseconds(1)) {
                    _ in
                    true
                }
            }
            return true
        } catch {
            // Not yet: the supervisor asks again.
            return false
        }
    }

    private func isMissing(_ look: () async throws -> Void) async throws -> Bool {
        do {
            try await look()
            return false
        } catch let error as AMQPError where error.brokerCode == 404 {
            return true
        }
    }

    private func bind(_ wanted: (Value) -> Bool) async throws {
        for binding in definitions["bindings"]?.list ?? [] where wanted(binding) {
            guard let source = binding["source"]?.text, let queue = binding["destination"]?.text else { continue }
            try await session.bind(queue: queue, to: source, routingKey: binding["routing_key"]?.text ?? "")
        }
    }

    private static func fields(_ arguments: Value?) -> [String: FieldValue] {
        (arguments?.object ?? [:]).compactMapValues { value in
            switch value {
            case .text(let text): .text(text)
            case .integer(let number): .integer(number)
            case .bool(let flag): .bool(flag)
            case .decimal(let number): .number(number)
            case .null, .list, .object: nil
            }
        }
    }
}
