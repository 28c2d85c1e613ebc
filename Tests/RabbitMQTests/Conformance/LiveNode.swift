import CaseworkTesting
import Foundation
import Glibc
import RabbitMQ
import Testing

/// A broker node of the exercises' own, which may be killed.
struct LiveNode: NodeUnderTest {
    /// The node of the running suite.
    @TaskLocal static var current: LiveNode?

    let live: LiveUnderTest
    var broker: any BrokerUnderTest { live }
    let showsTheWorst = false
    private let home: String
    private let watch: WatchedConsumer

    /// Starts a node in a new folder.
    static func start() async throws -> LiveNode {
        let home = "\(NSTemporaryDirectory())/huiban-conformance-\(UInt32.random(in: 0 ... .max))"
        try await BrokerCommand.run("start", home)
        return LiveNode(
            live: try LiveUnderTest(home: home),
            home: home,
            watch: WatchedConsumer(try LiveUnderTest.options(home, as: nil), [])
        )
    }

    /// The same node for an exercise whose names nobody else uses.
    func withNames(_ work: (LiveNode) async throws -> Void) async throws {
        let node = LiveNode(live: try LiveUnderTest(home: home), home: home, watch: watch)
        do { try await work(node) } catch { Issue.record(error) }
        await node.live.session.close()
    }

    /// Stops the node; nothing of it is left.
    func end() async throws {
        await watch.consumer.stop()
        try await BrokerCommand.run("stop", home)
        try FileManager.default.removeItem(atPath: home)
    }

    func alarm(_ isOn: Bool) async throws {
        try await control("set_vm_memory_high_watermark", isOn ? ["0.0000001"] : ["absolute", "1500MB"])
    }

    func age() async throws {
        // What the server's directory of queues would be written by itself half a second later.
        try await control("eval", ["[dets:sync(Table) || Table <- dets:all()]."])
    }

    /// The supervisor starts it again; a connection that goes on trying tells when it answers.
    func kill() async throws {
        let text = try String(contentsOfFile: "\(home)/broker/node.pid", encoding: .utf8)
        let pid = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        try await restart {
            guard Glibc.kill(pid, SIGKILL) == 0 else { throw Surprise(what: "\(pid) cannot be killed") }
        }
    }

    func wipe() async throws {
        try await restart {
            try await control("stop_app")
            try await control("force_reset")
            try await control("start_app")
        }
    }

    /// A queue without a leader answers with the end of the connection (541) or not at all.
    func survivors(of queue: String) async throws -> Int? {
        do {
            return try await Session.with(try LiveUnderTest.options(home, as: nil), patience: .seconds(2)) { session in
                guard try await session.get(queue, .requeue) != nil else { return 0 }
                return try await session.collect(queue, keep: true, atMost: .seconds(5), idle: .milliseconds(300)).count
            }
        } catch let error as AMQPError where error.brokerCode == 541 || error.code == .timeout {
            return nil
        }
    }

    private func restart(_ stop: () async throws -> Void) async throws {
        let connected: @Sendable ([ConnectionEvent]) -> Int = { events in
            events.count { if case .connected = $0 { true } else { false } }
        }
        let before = connected(await watch.events.until { connected($0) > 0 })
        try await stop()
        await watch.events.until { connected($0) > before }
    }

    private func control(_ verb: String, _ arguments: [String] = []) async throws {
        try await BrokerCommand.run("ctl", home, ["--", verb] + arguments)
    }
}
