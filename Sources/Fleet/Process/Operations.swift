import Casework
import CoreMetrics
import EventStore
import Foundation
import GRDB
package import Hummingbird

/// What the person on duty asks every process: is it alive, is it ready, how is it doing.
struct Operations<Context: RequestContext> {
    let engine: Engine
    let link: BrokerLink
    let metrics: PrometheusRegistry
    /// Nil when the home has no hooks.
    let notice: UrgentNotice?

    func add(to router: Router<Context>) {
        router.get("/health") { _, _ in
            let fatal = engine.condition.fatal
            return try json(
                ["status": fatal == nil ? "ok" : "failed"],
                status: fatal == nil ? .ok : .internalServerError
            )
        }
        router.get("/ready") { _, _ in
            let isReady = link.condition.isReady && engine.condition.fatal == nil
            return try json(["ready": isReady ? "yes" : "no"], status: isReady ? .ok : .serviceUnavailable)
        }
        router.get("/status") { _, _ in try json(try await report()) }
        router.get("/unechoed") { _, _ in
            try json(["unechoed": try await engine.read { try engine.office.unechoed(in: $0) }])
        }
        router.get("/metrics") { _, _ in
            let text = try await metricsText()
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))
            )
        }
    }

    private struct Report: Codable {
        var owner: String
        var isReady: Bool
        var isBlocked: Bool
        /// Queues of its own from which nothing is heard.
        var deaf: [String]
        var entries: Int64
        var safe: Int64
        var unsent: Int
        var stuck: Int
        var inFlight: Int
        var dead: Int
        var parked: Int
        var now: Instant
        var nextDue: Instant?
        var journalTrouble: String?
        var hooks: HookReport?
        var notes: [Problem]
    }

    private func report() async throws -> Report {
        let condition = engine.condition
        let broker = link.condition
        let (outbox, dead, parked, notes) = try await engine.read { db in
            (
                try Outbox.counts(in: db),
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM dead") ?? 0,
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM parked") ?? 0,
                try engine.office.notes(in: db)
            )
        }
        return Report(
            owner: engine.office.owner,
            isReady: broker.isReady,
            isBlocked: broker.isBlocked,
            deaf: broker.deaf,
            entries: condition.logEnd,
            safe: condition.safe,
            unsent: outbox.unsent,
            stuck: outbox.stuck,
            inFlight: condition.unanswered,
            dead: dead,
            parked: parked,
            now: engine.clock.now(),
            nextDue: condition.nextDue,
            journalTrouble: condition.journalTrouble,
            hooks: notice?.report,
            notes: notes
        )
    }

    private func metricsText() async throws -> String {
        let report = try await report()
        let condition = engine.condition
        let labels = [("process", report.owner)]
        func gauge(_ name: String, _ value: Int) {
            metrics.makeMeter(label: name, dimensions: labels).set(Double(value))
        }
        func counter(_ name: String, _ value: Int) { metrics.setCounter(label: name, dimensions: labels, to: value) }
        gauge("huiban_log_entries", Int(report.entries))
        gauge("huiban_log_safe", Int(report.safe))
        gauge("huiban_outbox_unsent", report.unsent)
        gauge("huiban_outbox_stuck", report.stuck)
        gauge("huiban_dead_letters", report.dead)
        gauge("huiban_parked", report.parked)
        counter("huiban_commits_total", condition.counts.commits)
        counter("huiban_messages_handled_total", condition.handled)
        counter("huiban_messages_ignored_total", condition.ignored)
        counter("huiban_messages_told_total", condition.counts.told)
        counter("huiban_messages_refused_total", condition.counts.refused)
        counter("huiban_said_again_total", condition.saidAgain)
        gauge("huiban_queues_not_heard", report.deaf.count)
        gauge("huiban_ready", report.isReady ? 1 : 0)
        gauge("huiban_blocked", report.isBlocked ? 1 : 0)
        let (unechoed, clocks) = try await engine.read { db in
            (try engine.office.unechoed(in: db), try engine.office.clocks(at: report.now, in: db))
        }
        gauge("huiban_unechoed", unechoed)
        gauge(
            "huiban_timer_late_seconds",
            report.nextDue.map { max(0, Int(report.now.milliseconds - $0.milliseconds) / 1000) } ?? 0
        )
        if let clocks {
            gauge("huiban_clocks_open", clocks.open)
            gauge("huiban_clocks_paused", clocks.paused)
            gauge("huiban_clocks_late", clocks.late)
        }
        if let hooks = report.hooks {
            counter("huiban_hook_calls_total", hooks.counts.reached + hooks.counts.failed)
            counter("huiban_hook_failures_total", hooks.counts.failed)
            gauge("huiban_urgent_unsigned", hooks.unsigned)
        }
        return metrics.text()
    }
}

/// A value as a JSON answer.
package func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Response(
        status: status,
        headers: [.contentType: "application/json; charset=utf-8"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: try encoder.encode(value)))
    )
}
